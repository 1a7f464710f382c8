using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>A step past empty slots tells what it looks for and what it found; no other does.</summary>
public class SearchReportTests
{
    private const ulong Limit = 99;
    private readonly Bench bench = new();
    private readonly MapleTree<TracedMachine> tree;

    public SearchReportTests()
    {
        tree = new(bench["a"], bench["a"].Allocate(TestCaches.Box));
        tree.Initialise(MapleTreeFlags.AllocRange);
        tree.StoreRange(10, 19, MapleEntry.FromInteger(1));
        tree.StoreRange(20, 29, MapleEntry.FromInteger(2));
        tree.StoreRange(40, 49, MapleEntry.FromInteger(3));
    }

    [Fact]
    public void A_step_up_tells_all_that_lies_above()
    {
        var state = At(25);
        Assert.Equal(
            [
                (MapleSpans.FindUp, tree.Address), (MapleSpans.FindLow, 30), (MapleSpans.FindHigh, Limit),
                (MapleSpans.FindFirst, 40), (MapleSpans.FindLast, 49),
                (MapleSpans.FindValue, MapleEntry.FromInteger(3)),
            ],
            Told(() => state.Find(Limit)));
    }

    [Fact]
    public void A_step_down_tells_all_that_lies_below()
    {
        var state = At(45);
        Assert.Equal(
            [
                (MapleSpans.FindDown, tree.Address), (MapleSpans.FindLow, 3), (MapleSpans.FindHigh, 39),
                (MapleSpans.FindFirst, 20), (MapleSpans.FindLast, 29),
                (MapleSpans.FindValue, MapleEntry.FromInteger(2)),
            ],
            Told(() => state.FindReverse(3)));
    }

    [Fact]
    public void A_step_that_has_nothing_to_look_at_tells_nothing()
    {
        var state = At(45);
        Assert.Empty(Told(() => state.Next(49)));
        var below = At(15);
        Assert.Empty(Told(() => below.Previous(10)));
    }

    [Theory]
    [InlineData(39)]
    [InlineData(35)]
    public void A_search_that_ends_in_the_gap_where_it_began_tells_nothing(ulong limit)
    {
        var state = new MapleState<TracedMachine>(tree, 31, 31);
        Assert.DoesNotContain(Told(() => state.Find(limit)), told => told.Site.Kind == SiteKind.Search);
        var below = new MapleState<TracedMachine>(tree, 38, 38);
        Assert.DoesNotContain(
            Told(() => below.FindReverse(69 - limit)), told => told.Site.Kind == SiteKind.Search);
    }

    [Fact]
    public void A_step_to_the_next_slot_tells_nothing()
    {
        var state = At(25);
        Assert.Empty(Told(() => state.NextRange(Limit)));
        var below = At(25);
        Assert.Empty(Told(() => below.PreviousRange(0)));
    }

    [Fact]
    public void A_step_from_within_a_slot_tells_nothing()
    {
        var state = new MapleState<TracedMachine>(tree, 0, 0);
        Assert.Equal(Errno.None, state.EmptyArea(32, Limit, 4));
        var copy = state;
        Assert.Empty(Told(() => state.Next(Limit)));
        Assert.Empty(Told(() => copy.Previous(0)));
    }

    private MapleState<TracedMachine> At(ulong index)
    {
        var state = new MapleState<TracedMachine>(tree, index, index);
        Assert.NotEqual(0UL, state.Walk());
        return state;
    }

    private (Site Site, ulong Value)[] Told(Action step)
    {
        int before = bench.History.Log.Count;
        step();
        return
        [
            .. bench.History.Log.Events[before..].ToArray()
                .Where(item => item.Operation.Kind == OperationKind.Observe)
                .Select(item => (Site.Find(item.Operation.Site)!, item.Operation.Value)),
        ];
    }
}
