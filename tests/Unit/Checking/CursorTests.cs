using RcuSim.Explaining;
using RcuSim.Maple;
using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>Steps without the lock are judged from the call that read the pivot they go on from.</summary>
public class CursorTests
{
    private const ulong A = 0x10;
    private const ulong B = 0x20;
    private const ulong C = 0x30;
    private const ulong New = 0x40;
    private readonly Bench bench;
    private readonly ulong tree;

    public CursorTests()
    {
        var trees = new TreeHistories();
        bench = new(new LookupLinearizability(trees), new IterationCompleteness(trees));
        tree = bench.Setup.Allocate(TestCaches.Box);
        bench.Setup.Write(tree, 10, 19, A);
        bench.Setup.Write(tree, 20, 29, B);
        bench.Setup.Write(tree, 40, 49, C);
        bench.Start(tree);
        bench["r"].RcuEnter();
    }

    [Fact]
    public void A_step_up_finds_nothing_that_was_gone_before_it_began()
    {
        Walk(10, 19, A);
        bench["w"].Write(tree, 20, 29, New);
        Step(true, 20, 29, B);
        Assert.Equal(
            "A search by r finds 32 at 0x14, where it was at no instant.", bench.Violation!.Message);
    }

    [Fact]
    public void A_step_up_may_find_what_goes_meanwhile()
    {
        Walk(10, 19, A);
        bench["r"].BeginFind(tree, up: true, 20, ulong.MaxValue);
        bench["w"].Write(tree, 20, 29, New);
        bench["r"].EndFind(20, 29, B);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void A_step_finds_the_old_value_while_a_change_is_under_way_though_a_lookup_saw_the_new_one()
    {
        Walk(10, 19, A);
        bench["w"].BeginWrite(tree, 20, 29, New);
        bench["b"].BeginRead(tree, 25);
        bench["b"].EndRead(New);
        Step(true, 20, 29, B);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void A_step_down_may_find_what_was_there_at_the_call_before()
    {
        Walk(20, 29, B);
        bench["w"].Write(tree, 10, 19, New);
        Step(false, 10, 19, A);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void A_step_down_finds_nothing_that_was_gone_before_the_call_before()
    {
        Walk(40, 49, C);
        bench["w"].Write(tree, 10, 19, New);
        Step(false, 20, 29, B);
        Step(false, 10, 19, A);
        Assert.Equal(ViolationKind.IterationIncomplete, bench.Violation!.Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_came_before_the_call_before_is_not_passed_over(bool early)
    {
        if (early)
            Walk(10, 19, A);
        bench["w"].BeginWrite(tree, 30, 39, New);
        if (!early)
            Walk(10, 19, A);
        bench["w"].EndWrite();
        Step(true, 20, 29, B);
        Assert.Null(bench.Violation);
        Step(true, 40, 49, C);
        Assert.Equal(
            "A search by r misses 64 at 0x1e-0x27, which is there all the time.", bench.Violation!.Message);
    }

    [Fact]
    public void What_came_during_the_call_before_may_be_passed_over()
    {
        Walk(10, 19, A);
        bench["r"].BeginFind(tree, up: true, 20, ulong.MaxValue);
        bench["w"].Write(tree, 30, 39, New);
        bench["r"].EndFind(20, 29, B);
        Step(true, 40, 49, C);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void A_cursor_that_nothing_was_reported_of_is_judged_by_its_whole_section()
    {
        bench["w"].Write(tree, 30, 39, New);
        Step(true, 40, 49, C, from: 30);
        Assert.Null(bench.Violation);
        bench["r"].RcuLeave();
        bench["r"].RcuEnter();
        Step(true, 40, 49, C, from: 30);
        Assert.Equal(ViolationKind.IterationIncomplete, bench.Violation!.Kind);
    }

    [Fact]
    public void A_boundary_that_nobody_moved_is_not_stepped_behind()
    {
        Walk(20, 29, B);
        Step(true, 10, 19, A, from: 30);
        Assert.Equal(
            "A search by r finds 16 at 0x13, where it was at no instant.", bench.Violation!.Message);
    }

    [Theory]
    [InlineData(10UL, 19UL, true)]
    [InlineData(10UL, 18UL, false)]
    [InlineData(9UL, 19UL, false)]
    public void A_walk_says_the_range_of_what_it_finds(ulong first, ulong last, bool right)
    {
        Walk(first, last, A, at: 12);
        Assert.Equal(right, bench.Violation is null);
    }

    private void Walk(ulong first, ulong last, ulong value, ulong? at = null)
    {
        bench["r"].BeginRead(tree, at ?? first);
        bench["r"].Observe(MapleSpans.ReadFirst, first);
        bench["r"].Observe(MapleSpans.ReadLast, last);
        bench["r"].EndRead(value);
    }

    private void Step(bool up, ulong first, ulong last, ulong value, ulong? from = null)
    {
        // A cursor goes on beside where it stands: at the entry found, or at the gap before it.
        ulong start = from ?? (up ? first == 40 ? 30 : first : last == 29 ? 39 : last);
        bench["r"].BeginFind(tree, up, up ? start : 0, up ? ulong.MaxValue : start);
        bench["r"].EndFind(first, last, value);
    }
}
