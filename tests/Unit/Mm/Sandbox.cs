using RcuSim.Faults;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Oracles;
using RcuSim.Scenarios;
using RcuSim.Simulation;

namespace RcuSim.Tests.Unit.Mm;

/// <summary>One thread alone in a traced machine, with a scenario set up.</summary>
internal sealed class Sandbox
{
    private readonly Scenario scenario;
    private readonly ulong world;
    private readonly Jury jury = new(new(), []);

    public Sandbox(Scenario scenario, BugSet bugs = default)
    {
        this.scenario = scenario;
        Engine = new(new(jury.History), jury);
        Machine = new(new SimulatedThread(ThreadName.Actor(1, "test"), bugs.Bits) { Engine = Engine });
        world = scenario.Setup(Machine);
        EndGracePeriod();
    }

    public Sandbox(params LayoutEntry[] entries)
        : this(ScenarioOf(VmaLayout.Create(entries, out _, out _)!))
    {
    }

    public Sandbox(VmaLayout layout)
        : this(ScenarioOf(layout))
    {
    }

    public ExecutionHistory History => jury.History;

    public SequentialEngine Engine { get; }

    public TracedMachine Machine { get; }

    public Stage<TracedMachine> Stage => new(Machine, world);

    public MmStruct<TracedMachine> Parent => Stage.Parent;

    /// <summary>How many objects of each cache are allocated.</summary>
    public Dictionary<string, int> Live() => History.Objects.In(ObjectState.Allocated)
        .Concat(History.Objects.In(ObjectState.Retired))
        .GroupBy(address => History.CacheOf(address)!.Name)
        .ToDictionary(group => group.Key, group => group.Count());

    /// <summary>Forks the parent, as <see cref="RunActors"/> would.</summary>
    public Errno Fork()
    {
        var error = RcuSim.Mm.Fork.Run(Parent, ForkRegime.V3, out var child);
        Stage.SetChild(child);
        return error;
    }

    /// <summary>Runs what is queued behind a grace period.</summary>
    public void EndGracePeriod() => Engine.RunCallbacks(Machine, scenario.RunCallback);

    /// <summary>Ends all processes, and expects that nothing is left and every balance is 0.</summary>
    public void ExpectNothingLeft()
    {
        Engine.FailAllocation = null;
        Engine.FailSite = null;
        EndGracePeriod();
        scenario.Teardown(Machine, world);
        Assert.Empty(Live());
        var balances = Balances();
        Assert.All(balances, balance => Assert.Equal(0UL, balance.Value));
        Site[] drawn = [MmSites.BalanceMapCount, MmSites.BalanceResident, MmSites.BalanceCommitted];
        Assert.All(drawn, site => Assert.Contains(balances, balance => balance.Site == site.Number));
        Assert.Null(jury.Violation);
    }

    /// <summary>Runs the scenario's actors one after another.</summary>
    public void RunActors()
    {
        foreach (var actor in scenario.Actors)
        {
            actor.Run(Machine, world);
        }
    }

    private static Scenario ScenarioOf(VmaLayout layout) =>
        ScenarioCatalogue.Create("fork", new() { Layout = layout, Readers = 0 }).Scenario!;

    /// <summary>What was left each time that something was balanced.</summary>
    public List<(ushort Site, ulong Value)> Balances()
    {
        var values = new List<(ushort Site, ulong Value)>();
        foreach (var item in History.Log.Events)
        {
            if (item.Operation is { Kind: OperationKind.Observe } operation
                && Site.KindOf(operation.Site) == SiteKind.Balance)
            {
                values.Add((operation.Site, operation.Value));
            }
        }

        return values;
    }
}
