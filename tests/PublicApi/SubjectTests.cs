using RcuSim.Exploration;
using RcuSim.Faults;
using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Mm;
using RcuSim.Scenarios;
using RcuSim.Scripts;

namespace RcuSim.Tests.PublicApi;

/// <summary>The maple tree and fork, as they are.</summary>
public class SubjectTests
{
    private const string Maps = "00400000-00500000 rw-p 00000000 00:00 0 \n";

    private static readonly SlabCache root = new("user_root", 2, [new("tree", 0, 2)]);

    [Fact]
    public void A_tree_maps_ranges_to_values_on_real_threads()
    {
        RcuRunner<NativeMachine> callbacks = (machine, function, retired, argument) =>
            Assert.True(MapleCallback.Run(machine, function, retired, argument));
        using var system = new NativeSystem(runner: callbacks);
        using NativeThread thread = system.CreateThread();
        Fill(thread.Machine);
    }

    [Fact]
    public void Fork_on_a_layout_of_ones_own_breaks_no_rule_and_a_planted_bug_does()
    {
        using var reader = new StringReader(Maps);
        MapsText text = MapsText.Read(reader);
        VmaLayout layout = text.Layout!;
        Assert.Equal(1, layout.Count);
        Assert.Null(Explore("fork", new ScenarioOptions { Layout = layout, Regime = ForkRegime.V3 }, []));
        BugSet bugs = [BugSwitch.StackRot];
        Assert.NotNull(Explore("stack-growth", new(), bugs));
        Assert.NotEqual(MmSites.Fork.Number, MmSites.ForkResult.Number);
    }

    [Fact]
    public void A_script_is_answered_by_either_machine_alike() =>
        Assert.Equal(Answers(ScriptMachineKind.Native), Answers(ScriptMachineKind.Traced));

    private static Finding? Explore(string name, ScenarioOptions options, BugSet bugs)
    {
        ScenarioCreation creation = ScenarioCatalogue.Create(name, options);
        Assert.Equal("", creation.Error);
        using var campaign = new Campaign(new()
        {
            Scenario = creation.Scenario!,
            Bugs = bugs,
            Failures = FailurePlan.None,
            Schedules = 1000,
        });
        return campaign.Run().Finding;
    }

    private static string Answers(ScriptMachineKind machine)
    {
        using var script = new StringReader("new\nstore 5 9 10\nload 7\n");
        using var answers = new StringWriter();
        string? problem = MapleScript.Run(script, answers, machine);
        return $"{problem}{answers}";
    }

    private static void Fill<TMachine>(TMachine machine)
        where TMachine : struct, IMachine
    {
        ulong address = machine.Allocate(root);
        var tree = new MapleTree<TMachine>(machine, address);
        tree.Initialise(MapleTreeFlags.Rcu);
        ulong value = MapleEntry.FromInteger(5);
        for (ulong i = 0; i < 100; i++)
        {
            Assert.Equal(Errno.None, tree.StoreRange(i * 10, (i * 10) + 4, value));
        }

        Assert.Equal(5UL, MapleEntry.ToInteger(tree.Load(994)));
        Assert.Equal(0UL, tree.Load(995));
        Assert.Empty(tree.Validate());
        tree.Destroy();
        machine.RcuBarrier();
        machine.Free(root, address);
    }
}
