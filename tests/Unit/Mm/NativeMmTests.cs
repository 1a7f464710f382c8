using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Scenarios;
using RcuSim.Tests.Unit.Machine;

namespace RcuSim.Tests.Unit.Mm;

/// <summary>The same address-space code on the native machine: alone, then on real threads.</summary>
public class NativeMmTests
{
    private const int Forks = 50;
    private static readonly Scenario flagship =
        ScenarioCatalogue.Create("fork", new() { Readers = 0 }).Scenario!;

    [Fact]
    public void Fork_does_on_the_native_machine_what_it_does_on_the_traced_one()
    {
        using var system = NewSystem(new() { PoisonOnFree = true });
        using var thread = system.CreateThread();
        ulong address = flagship.Setup(thread.Machine);
        var stage = new Stage<NativeMachine>(thread.Machine, address);
        Assert.Equal(Errno.None, Fork.Run(stage.Parent, ForkRegime.V3, out var child));
        stage.SetChild(child);

        var box = new Sandbox(VmaLayout.BuiltIn);
        Assert.Equal(Errno.None, box.Fork());
        Assert.Equal(Mappings.Of(box.Parent), Mappings.Of(stage.Parent));
        Assert.Equal(Mappings.Of(box.Stage.Child), Mappings.Of(stage.Child));

        flagship.Teardown(thread.Machine, address);
        ExpectNothingLeft(system);
    }

    [Fact]
    public void A_failed_allocation_leaves_no_trace()
    {
        for (int failing = 1; ; failing++)
        {
            using var system = NewSystem(new() { PoisonOnFree = true });
            using var thread = system.CreateThread();
            ulong address = flagship.Setup(thread.Machine);
            var stage = new Stage<NativeMachine>(thread.Machine, address);
            var before = Mappings.Of(stage.Parent);
            thread.PlanFailure(failing, andLater: true);
            var error = Fork.Run(stage.Parent, ForkRegime.V3, out var child);
            stage.SetChild(child);
            bool happened = thread.FailureHappened;
            thread.CancelFailure();
            Assert.Equal(happened ? Errno.NoMemory : Errno.None, error);
            Assert.Equal(before, Mappings.Of(stage.Parent));
            flagship.Teardown(thread.Machine, address);
            ExpectNothingLeft(system);
            if (!happened)
            {
                Assert.True(failing > 21, $"only {failing} allocations");
                return;
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Readers_and_writers_on_real_threads_see_whole_mappings(bool poison)
    {
        using var system = NewSystem(new() { PoisonOnFree = poison });
        using var thread = system.CreateThread();
        ulong address = flagship.Setup(thread.Machine);
        var run = new NativeRun(address, Forks);
        var bodies = new Action<NativeMachine>[]
        {
            run.Fork, run.ChangeMappings, run.Fault, run.Fault,
            run.LookUp, run.ReadMaps, run.WalkRmaps, run.WalkAnonRmaps, run.Scan,
        };
        NativeThreads.Run(system, bodies.Length, (machine, i) => bodies[i](machine));
        Assert.True(run.LookUps > 0 && run.Faults > 0 && run.Changes > 0, run.ToString());
        flagship.Teardown(thread.Machine, address);
        ExpectNothingLeft(system);
    }

    private static NativeSystem NewSystem(NativeOptions options) => new(options, flagship.RunCallback);

    private static void ExpectNothingLeft(NativeSystem system)
    {
        string[] expected =
            ["maple_node", "vm_area_struct", "mm_struct", "file", "anon_vma", "globals", "stage"];
        var caches = Enumerable.Range(1, expected.Length).Select(number => SlabCache.Find(number)!).ToList();
        Assert.Equal(expected, caches.Select(cache => cache.Name));
        caches.Add(AnonCaches.Link);
        caches.AddRange(Enum.GetValues<TableLevel>().Select(TableCaches.Of));
        Assert.All(caches, cache => Assert.Equal(0, system.Statistics(cache).Live));
    }
}
