using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>
/// A tree in RCU mode, one write, and three readers around it: a looker, and one walker each way.
/// </summary>
internal sealed class RaceScenario(RaceCase race) : Scenario
{
    private static readonly SlabCache Holder = new(
        28,
        "raced_tree",
        3,
        new SlabField("lock", 0) { IsLock = true },
        new SlabField("flags", 1),
        new SlabField("root", 2));

    public override string Name => race.Name;

    public override string Summary => "readers beside one write to a maple tree";

    public override IReadOnlyList<Actor> Actors { get; } =
        [new Writer(race), new Looker(race), new Walker(race, up: true), new Walker(race, up: false)];

    public override ulong SetUp<TMachine>(TMachine machine)
    {
        var tree = new MapleTree<TMachine>(machine, machine.Allocate(Holder));
        tree.Initialise(MapleTreeFlags.Rcu | MapleTreeFlags.AllocRange);
        if (race.Entries < 0)
        {
            tree.Store(0, MapleEntry.FromInteger(1));
        }

        ulong distance = 10 + race.Gap;
        for (ulong i = 0; i < (ulong)Math.Max(race.Entries, 0); i++)
        {
            tree.StoreRange(i * distance, (i * distance) + 9, MapleEntry.FromInteger(i + 1));
        }

        for (ulong i = 0; i < (ulong)race.Emptied; i++)
        {
            tree.Erase(i * distance);
        }

        return tree.Address;
    }

    public override void Finish<TMachine>(TMachine machine, ulong world)
    {
        new MapleTree<TMachine>(machine, world).Destroy();
        machine.RcuBarrier();
        machine.Free(Holder, world);
    }

    public override void RunCallback<TMachine>(TMachine machine, int function, ulong first, ulong second) =>
        MapleCallback.Run(machine, function, first, second);

    /// <summary>Does the write; returns the strategy it took.</summary>
    public static MapleStrategy Write<TMachine>(TMachine machine, ulong world, RaceCase race)
        where TMachine : struct, IMachine
    {
        var state = new MapleState<TMachine>(new(machine, world), race.First, race.Last);
        machine.Lock(world, LockMode.Spin);
        state.StoreAllocating(race.Empties ? 0 : MapleEntry.FromInteger(1000));
        machine.Unlock(world, LockMode.Spin);
        return state.Strategy;
    }

    private sealed class Writer(RaceCase race) : Actor("writer")
    {
        public override void Run<TMachine>(TMachine machine, ulong world) => Write(machine, world, race);
    }

    private sealed class Looker(RaceCase race) : Actor("looker")
    {
        public override void Run<TMachine>(TMachine machine, ulong world)
        {
            var tree = new MapleTree<TMachine>(machine, world);
            tree.Load(race.First);
            tree.Load(Math.Min(race.Last, 5000));
            tree.Load(race.First + 12);
            tree.Load(race.First);
        }
    }

    private sealed class Walker(RaceCase race, bool up) : Actor(up ? "up" : "down")
    {
        private const int Steps = 9;

        public override void Run<TMachine>(TMachine machine, ulong world)
        {
            ulong middle = Math.Min(race.First, 5000);
            ulong start = up ? middle - Math.Min(middle, 30) : middle + 30;
            var state = new MapleState<TMachine>(new(machine, world), start, start);
            machine.RcuEnter();
            for (int i = 0; i < Steps; i++)
            {
                if ((up ? state.Find(ulong.MaxValue) : state.FindReverse(0)) == 0)
                {
                    break;
                }
            }

            machine.RcuLeave();
        }
    }
}
