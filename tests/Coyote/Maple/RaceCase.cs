using RcuSim.Maple;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>One write, and the tree it is done to.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Strategy">The strategy that it takes.</param>
/// <param name="Entries">How many ranges of ten indices the tree holds, from 0 on; -1: only the index
/// 0.</param>
/// <param name="Gap">The gap between two ranges.</param>
/// <param name="Emptied">How many of the first ranges are emptied again.</param>
/// <param name="First">The lowest index written.</param>
/// <param name="Last">The highest index written, inclusive.</param>
/// <param name="Empties">True if the write empties the range.</param>
internal sealed record RaceCase(
    string Name, MapleStrategy Strategy, int Entries, ulong Gap, int Emptied,
    ulong First, ulong Last, bool Empties)
{
    public static readonly IReadOnlyList<RaceCase> All =
    [
        new("a value changes", MapleStrategy.ExactFit, 20, 0, 0, 30, 39, false),
        new("a border moves", MapleStrategy.SlotStore, 20, 0, 0, 35, 49, false),
        new("a range is divided", MapleStrategy.NodeStore, 20, 0, 0, 33, 36, false),
        new("the only leaf overflows", MapleStrategy.SplitStore, 15, 0, 0, 33, 36, false),
        new("a leaf overflows into its sibling", MapleStrategy.SplitStore, 24, 0, 0, 240, 249, false),
        new("a full root is divided", MapleStrategy.SplitStore, 146, 0, 0, 33, 36, false),
        new("two leaves share", MapleStrategy.Rebalance, 20, 0, 3, 30, 39, true),
        new("a range over a border of leaves", MapleStrategy.SpanningStore, 40, 0, 0, 145, 152, false),
        new("a leaf would end empty", MapleStrategy.SpanningStore, 30, 0, 0, 140, 149, true),
        new("the tree loses a level", MapleStrategy.SpanningStore, 40, 0, 0, 5, 390, false),
        new("whole subtrees go", MapleStrategy.SpanningStore, 300, 5, 0, 100, 4000, true),
        new("one range takes all", MapleStrategy.NewRoot, 5, 0, 0, 0, ulong.MaxValue, false),
        new("the last range goes", MapleStrategy.NewRoot, 1, 0, 0, 0, 9, true),
        new("a single value gets company", MapleStrategy.StoreRoot, -1, 0, 0, 1, 5, false),
        new("the first range", MapleStrategy.StoreRoot, 0, 0, 0, 3, 9, false),
    ];

    public override string ToString() => Name;
}
