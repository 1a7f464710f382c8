using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Coyote;

/// <summary>
/// A maple tree in RCU mode: one writer stores, erases and grows it; readers look up, step forward and
/// backward.
/// </summary>
internal sealed class TreeScenario(int entries, bool forgetSection = false) : Scenario
{
    private const ulong Stride = 10;

    private static readonly SlabCache holderCache = new(
        "holder", 3,
        [
            new("lock", 0) { IsLock = true },
            new("flags", 1),
            new("root", 2),
        ]);

    public override string Name => "tree";

    public override string Summary => "readers beside one writer of a maple tree";

    public override IReadOnlyList<Actor> Actors { get; } =
        [new Writer(entries), new Looker(entries, forgetSection), new Walker(entries)];

    public override ulong Setup<TMachine>(TMachine machine)
    {
        var tree = new MapleTree<TMachine>(machine, machine.Allocate(holderCache));
        tree.Initialise(MapleTreeFlags.Rcu | MapleTreeFlags.AllocRange);
        for (ulong i = 0; i < (ulong)entries; i++)
        {
            tree.StoreRange(i * Stride, (i * Stride) + 5, MapleEntry.FromInteger(i + 1));
        }

        return tree.Address;
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
        new MapleTree<TMachine>(machine, world).Destroy();
        machine.RcuBarrier();
        machine.Free(holderCache, world);
    }

    public override void RunCallback<TMachine>(
        TMachine machine, int function, ulong retired, ulong argument) =>
        MapleCallback.Run(machine, function, retired, argument);

    private sealed class Writer(int entries) : Actor("writer")
    {
        public override void Run<TMachine>(TMachine machine, ulong world)
        {
            var tree = new MapleTree<TMachine>(machine, world);
            ulong middle = (ulong)entries / 2 * Stride;
            tree.StoreRange(middle - 7, middle + 1, MapleEntry.FromInteger(101));
            tree.Erase(middle + 3, out _);
            tree.StoreRange(7, 8, MapleEntry.FromInteger(102));
            tree.StoreRange(0, middle, MapleEntry.FromInteger(103));
            tree.Destroy();
        }
    }

    private sealed class Looker(int entries, bool forgetSection) : Actor("looker")
    {
        public override void Run<TMachine>(TMachine machine, ulong world)
        {
            var tree = new MapleTree<TMachine>(machine, world);
            ulong middle = (ulong)entries / 2 * Stride;
            tree.Load(middle);
            tree.Load(7);
            tree.Load(middle);
            if (forgetSection)
            {
                new MapleState<TMachine>(tree, middle, middle).Walk();
            }
        }
    }

    private sealed class Walker(int entries) : Actor("walker")
    {
        public override void Run<TMachine>(TMachine machine, ulong world)
        {
            var tree = new MapleTree<TMachine>(machine, world);
            var up = new MapleState<TMachine>(tree, 0, 0);
            machine.RcuEnter();
            for (int i = 0; i <= entries && up.Find(ulong.MaxValue) != 0; i++)
            {
            }

            machine.RcuLeave();
            var down = new MapleState<TMachine>(tree, ulong.MaxValue, ulong.MaxValue);
            machine.RcuEnter();
            for (int i = 0; i < 4 && down.FindReverse(0) != 0; i++)
            {
            }

            machine.RcuLeave();
        }
    }
}
