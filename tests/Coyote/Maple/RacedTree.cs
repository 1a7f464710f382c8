using RcuSim.Maple;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>How a raced tree is built: ranges of ten indices from 0 on, then further stores.</summary>
/// <param name="Entries">How many ranges; -1: only the index 0.</param>
/// <param name="Gap">The gap between two ranges.</param>
/// <param name="Stores">The stores that follow.</param>
internal sealed record RacedTree(int Entries, ulong Gap = 0, params RaceChange[] Stores)
{
    public void Build<TMachine>(MapleTree<TMachine> tree, MapleTreeFlags flags)
        where TMachine : struct, RcuSim.Machine.IMachine
    {
        tree.Initialise(flags);
        if (Entries < 0)
            tree.Store(0, MapleEntry.FromInteger(1));

        ulong distance = 10 + Gap;
        for (ulong i = 0; i < (ulong)Math.Max(Entries, 0); i++)
            tree.StoreRange(i * distance, (i * distance) + 9, MapleEntry.FromInteger(i + 1));

        foreach (var store in Stores)
        {
            ulong value = MapleEntry.FromInteger(500 + store.First);
            tree.StoreRange(store.First, store.Last, store.Action == RaceAction.Empty ? 0 : value);
        }
    }
}
