using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>
/// A tree of one leaf in RCU mode with the values 1 to 12 over ranges of ten indices, and two threads.
/// </summary>
internal sealed class DuelScenario(params (string Label, Action<MapleTree<TracedMachine>> Body)[] duellists)
    : Scenario
{
    private static readonly SlabCache holder = new(
        "duel_tree", 3,
        [
            new("lock", 0) { IsLock = true },
            new("flags", 1),
            new("root", 2),
        ]);

    public override string Name => "duel";

    public override string Summary => "two threads beside each other on one leaf";

    public override IReadOnlyList<Actor> Actors { get; } =
        [.. duellists.Select(duellist => new Duellist(duellist.Label, duellist.Body))];

    /// <summary>One writer, and one reader in a read-side critical section.</summary>
    public static DuelScenario WithReader(
        Action<MapleTree<TracedMachine>> write, Action<MapleTree<TracedMachine>> read) =>
        new(("writer", write), ("reader", tree => InSection(tree, read)));

    public override ulong Setup<TMachine>(TMachine machine)
    {
        var tree = new MapleTree<TMachine>(machine, machine.Allocate(holder));
        new RacedTree(12).Build(tree, MapleTreeFlags.Rcu | MapleTreeFlags.AllocRange);
        return tree.Address;
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
        new MapleTree<TMachine>(machine, world).Destroy();
        machine.RcuBarrier();
        machine.Free(holder, world);
    }

    public override void RunCallback<TMachine>(
        TMachine machine, int function, ulong retired, ulong argument) =>
        MapleCallback.Run(machine, function, retired, argument);

    private static void InSection(MapleTree<TracedMachine> tree, Action<MapleTree<TracedMachine>> read)
    {
        tree.Machine.RcuEnter();
        read(tree);
        tree.Machine.RcuLeave();
    }

    private sealed class Duellist(string label, Action<MapleTree<TracedMachine>> body) : Actor(label)
    {
        public override void Run<TMachine>(TMachine machine, ulong world) =>
            body(new((TracedMachine)(object)machine, world));
    }
}
