using RcuSim.Exploration;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote;

/// <summary>A body that never comes back is stopped within seconds, and named.</summary>
public class StuckTests
{
    private static readonly TimeSpan silence = TimeSpan.FromSeconds(0.5);

    public static TheoryData<string> Engines => [.. EngineCatalogue.All.Select(engine => engine.Name)];

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_body_that_waits_for_the_operating_system_is_woken_and_named(string engine)
    {
        using var never = new ManualResetEventSlim();
        Thread? carrier = null;
        string said = Stuck(engine, (m, c) =>
        {
            m.Load(c[0], MemoryOrder.Once);
            carrier = Thread.CurrentThread;
            never.Wait();
        });
        Assert.Contains("thread body-1 does not come back", said);
        Assert.Contains("load.once cell#0.word", said);
        Assert.Contains("waits for something of the operating system", said);
        Assert.DoesNotContain("cannot be stopped", said);
        Assert.True(carrier is not null);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Two_bodies_that_wait_for_each_other_outside_the_machine_are_stopped(string engine)
    {
        object gate = new();
        void Body(TracedMachine machine, ulong[] cells)
        {
            lock (gate)
            {
                machine.Add(cells[0], 1, MemoryOrder.Full);
                machine.Add(cells[0], 1, MemoryOrder.Full);
            }
        }

        using var campaign = New(engine, Body, Body);
        string said = Assert.Throws<ScenarioException>(() => campaign.Run()).Message;
        Assert.Contains("a lock, a task, a sleep", said);
        Assert.DoesNotContain("cannot be stopped", said);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_loop_without_machine_calls_is_left_behind_and_that_is_said_once(string engine)
    {
        bool goOn = true;
        string said = Stuck(engine, (m, c) =>
        {
            while (Volatile.Read(ref goOn))
            {
            }
        });
        Volatile.Write(ref goOn, false);
        Assert.Contains("thread body-1 does not come back", said);
        Assert.Contains("runs without asking the machine", said);
        Assert.EndsWith("its thread of the operating system stays until the process ends.", said);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void An_endless_loop_of_operations_is_cut_off_and_named(string engine)
    {
        using var campaign = New(engine, (m, c) =>
        {
            while (m.Load(c[0], MemoryOrder.Once) == 0)
            {
                m.Add(c[0] + 16, 1, MemoryOrder.Once);
            }
        });
        var result = campaign.Run();
        Assert.Equal(GapKind.BoundReached, result.Gap?.Kind);
        Assert.Equal(3, result.Gap!.CutOff);
        Assert.StartsWith("2,000 events did not suffice", result.Gap.Story);
        Assert.Contains("thread body-1 made", result.Gap.Story);
        Assert.Contains("the same 2 operations again and again", result.Gap.Story);
        Assert.Contains("load.once cell#0.word", result.Gap.Story);
        Assert.EndsWith("the scenario is too long: let its threads do less", result.Gap.Story);
    }

    [Fact]
    public void A_setup_that_does_not_come_back_is_named()
    {
        using var never = new ManualResetEventSlim();
        var error = Assert.Throws<ScenarioException>(() => new Campaign(new()
        {
            Scenario = new SetupScenario(_ => never.Wait()),
            MostSilence = silence,
        }));
        Assert.Contains("thread setup does not come back", error.Message);
    }

    [Fact]
    public void A_setup_of_endless_operations_is_named()
    {
        var error = Assert.Throws<ScenarioException>(() => new Campaign(new()
        {
            Scenario = new SetupScenario(m =>
            {
                while (true)
                {
                    m.Fence(FenceKind.Full);
                }
            }),
            MostEvents = 2000,
        }));
        Assert.Contains(
            "the setup of scenario setup does not end: 2,000 events did not suffice", error.Message);
    }

    private static string Stuck(string engine, Action<TracedMachine, ulong[]> body)
    {
        using var campaign = New(engine, body);
        return Assert.Throws<ScenarioException>(() => campaign.Run()).Message;
    }

    private static Campaign New(string engine, params Action<TracedMachine, ulong[]>[] bodies) => new(new()
    {
        Scenario = new BodyScenario(1, bodies),
        Engine = EngineCatalogue.Find(engine)!,
        Strategy = "random",
        MostEvents = 2000,
        MostSilence = silence,
        Filter = false,
        LibraryOracles = () => [],
    });
}
