using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Simulation;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>The races are what their names say.</summary>
public class RaceCaseTests
{
    [Theory]
    [MemberData(nameof(StrategyRaceTests.Names), MemberType = typeof(StrategyRaceTests))]
    public void A_change_takes_its_strategy_and_leaves_its_shape(string name)
    {
        var race = RaceCase.Named(name);
        var history = new ExecutionHistory();
        var engine = new SequentialEngine(new(history), history);
        var thread = new SimulatedThread(ThreadName.Setup) { Engine = engine };
        var machine = new TracedMachine(thread);
        ulong world = new RaceScenario(race).Setup(machine);
        var tree = new MapleTree<TracedMachine>(machine, world);
        int before = tree.Height;
        int start = history.Log.Count;
        Assert.Equal(race.Strategy, RaceScenario.Change(machine, world, race));
        var callbacks = history.Log.Events[start..].ToArray()
            .Where(item => item.Operation.Kind == OperationKind.CallRcu)
            .GroupBy(item => (int)item.Operation.Value)
            .ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(race.Shape, new(
            before,
            tree.Height,
            callbacks.GetValueOrDefault(MapleCallback.FreeNode),
            callbacks.GetValueOrDefault(MapleCallback.FreeSubtree)));
    }

    [Fact]
    public void Every_strategy_of_RCU_mode_is_there()
    {
        // Outside RCU mode readers need the lock, and only there is anything appended in place.
        var missing = Enum.GetValues<MapleStrategy>().Except(RaceCase.All.Select(race => race.Strategy));
        Assert.Equal([MapleStrategy.Append], missing);
    }
}
