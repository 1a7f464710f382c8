using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>A tree in RCU mode, one writer, and one reader of each kind around what it changes.</summary>
internal sealed class RaceScenario : Scenario
{
    private const ulong CopyOffset = 24;
    private const ulong ReadyOffset = 48;

    private static readonly SlabCache holder = new(
        "raced_tree", 7,
        [
            new("lock", 0) { IsLock = true },
            new("flags", 1),
            new("root", 2),
            new("copy.lock", 3) { IsLock = true },
            new("copy.flags", 4),
            new("copy.root", 5),
            new("ready", 6),
        ]);

    private readonly RaceCase race;

    public RaceScenario(RaceCase race, params ReadCall[] kinds)
    {
        this.race = race;
        Actors =
        [
            new Writer(race),
            .. (kinds.Length > 0 ? kinds : Enum.GetValues<ReadCall>()).Select(kind => new Reader(race, kind)),
        ];
    }

    public override string Name => race.Name;

    public override string Summary => "readers beside one change of a maple tree";

    public override IReadOnlyList<Actor> Actors { get; }

    public override ulong Setup<TMachine>(TMachine machine)
    {
        var tree = new MapleTree<TMachine>(machine, machine.Allocate(holder));
        race.Tree.Build(tree, race.Flags);
        Copy(machine, tree.Address).Initialise(race.Flags);
        machine.Store(tree.Address + ReadyOffset, 0, MemoryOrder.Plain);
        return tree.Address;
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
        Assert.Empty(new MapleTree<TMachine>(machine, world).Validate());
        Assert.Empty(Copy(machine, world).Validate());
        new MapleTree<TMachine>(machine, world).Destroy();
        Copy(machine, world).Destroy();
        machine.RcuBarrier();
        machine.Free(holder, world);
    }

    public override void RunCallback<TMachine>(
        TMachine machine, int function, ulong retired, ulong argument) =>
        MapleCallback.Run(machine, function, retired, argument);

    /// <summary>Makes the change; returns the strategy its store took.</summary>
    public static MapleStrategy Change<TMachine>(TMachine machine, ulong world, RaceCase race)
        where TMachine : struct, IMachine
    {
        var tree = new MapleTree<TMachine>(machine, world);
        switch (race.Change.Action)
        {
            case RaceAction.Store or RaceAction.Empty:
                return Store(tree, race);
            case RaceAction.Destroy:
                tree.Destroy();
                return MapleStrategy.None;
            case RaceAction.StartOver:
                tree.Destroy();
                tree.Store(0, MapleEntry.FromInteger(1000));
                return MapleStrategy.None;
            case RaceAction.Copy:
                Assert.Equal(Errno.None, tree.Duplicate(Copy(machine, world)));
                return MapleStrategy.None;
            default:
                Rework(tree, Copy(machine, world));
                machine.Store(world + ReadyOffset, 1, MemoryOrder.Release);
                return Store(Copy(machine, world), race);
        }
    }

    private static MapleTree<TMachine> Copy<TMachine>(TMachine machine, ulong world)
        where TMachine : struct, IMachine => new(machine, world + CopyOffset);

    private static MapleStrategy Store<TMachine>(MapleTree<TMachine> tree, RaceCase race)
        where TMachine : struct, IMachine
    {
        var state = new MapleState<TMachine>(tree, race.Change.First, race.Change.Last);
        tree.Machine.Lock(tree.Address, LockMode.Spin);
        state.StoreAllocating(race.Change.Action == RaceAction.Empty ? 0 : MapleEntry.FromInteger(1000));
        tree.Machine.Unlock(tree.Address, LockMode.Spin);
        return state.Strategy;
    }

    /// <summary>What fork does to the child's tree.</summary>
    private static void Rework<TMachine>(MapleTree<TMachine> tree, MapleTree<TMachine> copy)
        where TMachine : struct, IMachine
    {
        Assert.Equal(Errno.None, tree.Duplicate(copy));
        copy.LeaveRcuMode();
        tree.Machine.Lock(copy.Address, LockMode.Spin);
        var state = new MapleState<TMachine>(copy, 0, 0);
        while (state.Find(ulong.MaxValue) is not 0 and var value)
        {
            if (state.Index % 30 == 0)
                state.StoreAllocating(0);
            else
                state.Store(MapleEntry.FromInteger(2000 + MapleEntry.ToInteger(value)));
        }

        tree.Machine.Unlock(copy.Address, LockMode.Spin);
        copy.EnterRcuMode();
    }

    private sealed class Writer(RaceCase race) : Actor("writer")
    {
        public override void Run<TMachine>(TMachine machine, ulong world) => Change(machine, world, race);
    }

    private sealed class Reader(RaceCase race, ReadCall kind) : Actor(kind.ToString())
    {
        public override void Run<TMachine>(TMachine machine, ulong world)
        {
            var tree = race.Change.ReadsCopy
                ? Copy(machine, world) : new MapleTree<TMachine>(machine, world);
            if (race.Change.Action == RaceAction.Rework)
                machine.Await(
                    world + ReadyOffset,
                    ulong.MaxValue,
                    Comparison.Equal,
                    1,
                    WaitMode.Sleep,
                    MemoryOrder.Acquire);

            ulong first = race.Change.ReadsAt ?? race.Change.First;
            ulong last = race.Change.ReadsAt ?? race.Change.Last;
            new RaceReads<TMachine>(tree, first, last).Make(kind);
        }
    }
}
