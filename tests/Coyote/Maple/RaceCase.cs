using RcuSim.Maple;
using static RcuSim.Maple.MapleStrategy;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>One change of a tree beside readers.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Strategy">The strategy that the write takes; none if it is no store.</param>
/// <param name="Change">What is done, to which range.</param>
/// <param name="Tree">The tree it is done to.</param>
/// <param name="Shape">What becomes of the tree.</param>
/// <param name="Gaps">True if the tree tracks gaps.</param>
internal sealed record RaceCase(
    string Name, MapleStrategy Strategy, RaceChange Change, RacedTree Tree, RaceShape Shape, bool Gaps = true)
{
    public static readonly IReadOnlyList<RaceCase> All =
    [
        new("a value changes", ExactFit, Put(30, 39), new(20), new(2, 2)),
        new("a value goes", ExactFit, Clear(30, 39), new(20), new(2, 2), Gaps: false),
        new("an empty range is filled", ExactFit, Put(40, 44), new(20, 5), new(2, 2)),
        new("a pivot moves down", SlotStore, Put(35, 49), new(20), new(2, 2)),
        new("a pivot moves up", SlotStore, Put(30, 44), new(20), new(2, 2), Gaps: false),
        new("a range grows over an empty one", SlotStore, Put(35, 44), new(20, 5), new(2, 2)),
        new("an empty range grows", SlotStore, Clear(35, 39), new(20, 5), new(2, 2), Gaps: false),
        new("the only leaf is rebuilt", NodeStore, Put(33, 36), new(8), new(1, 1, 1)),
        new("a leaf is rebuilt", NodeStore, Put(33, 36), new(20), new(2, 2, 1)),
        new("a range is added at the end", NodeStore, Put(200, 209), new(20), new(2, 2, 1)),
        new("three ranges become three others", NodeStore, Put(31, 58), new(20), new(2, 2, 1), Gaps: false),
        new("the first value", StoreRoot, Put(0, 0), new(0), new(0, 0)),
        new("the only value changes", StoreRoot, Put(0, 0), new(-1), new(0, 0)),
        new("the only value goes", StoreRoot, Clear(0, 0), new(-1), new(0, 0)),
        new("a single value gets company", StoreRoot, Put(1, 5), new(-1), new(0, 1)),
        new("the first range", StoreRoot, Put(3, 9), new(0), new(0, 1), Gaps: false),
        new("one range takes all", NewRoot, Put(0, ulong.MaxValue), new(5), new(1, 1, 0, 1)),
        new("the last range goes", NewRoot, Clear(0, 9), new(1), new(1, 0, 0, 1)),
        new("the only leaf overflows", SplitStore, Put(33, 36), new(15), new(1, 2, 1)),
        new("a leaf pushes left", SplitStore, Put(240, 249), new(24), new(2, 2, 3)),
        new(
            "a leaf pushes right", SplitStore, Put(63, 65),
            new(20, 0, Put(3, 5), Put(23, 25), Put(43, 45)), new(2, 2, 3)),
        new("a leaf is divided", SplitStore, Put(222, 225), new(15, 5), new(2, 2, 2)),
        new("a full root is divided", SplitStore, Clear(351, 351), new(73, 5), new(2, 3, 2)),
        new("a wide root is divided", SplitStore, Put(265, 265), new(120, 5), new(2, 3, 2), Gaps: false),
        new(
            "an inner node is rebuilt", SplitStore, Put(943, 943) with { ReadsAt = 735 }, new(80, 5),
            new(3, 3, 2)),
        new("an inner node pushes", SplitStore, Put(943, 943), new(121, 5), new(3, 3, 4)),
        new(
            "two leaves share", Rebalance, Clear(30, 39), new(20, 0, Clear(0, 29)),
            new(2, 2, 3)),
        new("a leaf takes from the one before", Rebalance, Clear(435, 540), new(36, 5), new(2, 2, 2, 1)),
        new("two leaves become the root", Rebalance, Clear(75, 135), new(9, 5), new(2, 1, 2, 1)),
        new("two leaves become one", Rebalance, Put(99, 135), new(9, 5), new(2, 1, 3), Gaps: false),
        new("joining takes a level", Rebalance, Put(1462, 1560), new(156), new(3, 2, 5)),
        new(
            "joining reaches a cousin", Rebalance, Clear(2128, 2190),
            new(146, 5, Clear(345, 354), Put(1155, 1162)), new(3, 3, 5)),
        new("a leaf would end empty", SpanningStore, Clear(112, 127), new(13, 5), new(2, 2, 3)),
        new("a range over a pivot of leaves", SpanningStore, Put(145, 152), new(40), new(2, 2, 3)),
        new("a range over two leaves", SpanningStore, Put(112, 240), new(16, 5), new(2, 2, 3, 1)),
        new("a range over cousins", SpanningStore, Put(2730, 2900), new(290), new(3, 3, 6)),
        new(
            "an inner node takes in the next", SpanningStore, Put(20, 850) with { ReadsAt = 1885 },
            new(170, 5), new(3, 3, 5, 6)),
        new("the tree loses a level", SpanningStore, Put(5, 390), new(40), new(2, 1, 3, 1)),
        new("the tree loses an inner level", SpanningStore, Clear(811, 1143), new(86, 5), new(3, 2, 5, 2)),
        new(
            "the tree gains a level", SpanningStore, Put(1192, 1197),
            new(123, 5, Clear(495, 549)), new(2, 3, 3), Gaps: false),
        new("whole subtrees go", SpanningStore, Clear(100, 4000), new(300, 5), new(3, 2, 5, 11)),
        new("one range takes many", SpanningStore, Put(0, ulong.MaxValue), new(40), new(2, 1, 0, 1)),
        new("all goes at once", SpanningStore, Clear(0, ulong.MaxValue), new(160), new(3, 0, 0, 1)),
        new("the tree is destroyed", None, RaceChange.Destroy, new(40), new(2, 0, 0, 1)),
        new("a value takes the place of all", None, RaceChange.StartOver, new(40), new(2, 0, 0, 1)),
        new("the tree is copied", None, RaceChange.Copy, new(40), new(2, 2)),
        new("a copy appears", None, RaceChange.Copy with { ReadsCopy = true }, new(40), new(2, 2)),
        new(
            "a copy is changed again", NodeStore, RaceChange.Rework, new(40), new(2, 2, 1),
            Gaps: false),
    ];

    public MapleTreeFlags Flags =>
        MapleTreeFlags.Rcu | (Gaps ? MapleTreeFlags.AllocRange : MapleTreeFlags.None);

    public static RaceCase Named(string name) => All.Single(one => one.Name == name);

    /// <summary>
    /// True once the change was raced by each kind of call. In a tree without nodes a call reads one word, so
    /// nothing can happen in the middle; there it must have come between two calls.
    /// </summary>
    public bool IsCovered(RaceCounts counts)
    {
        bool hasNodes = Shape.Before > 0 && Change != RaceChange.Copy with { ReadsCopy = true };
        return Enum.GetValues<ReadCall>().All(
            kind => counts.Around(kind) > 0 && (counts.Raced(kind) > 0 || !hasNodes));
    }

    public override string ToString() => Name;

    private static RaceChange Put(ulong first, ulong last) => new(RaceAction.Store, first, last);

    private static RaceChange Clear(ulong first, ulong last) => new(RaceAction.Empty, first, last);
}
