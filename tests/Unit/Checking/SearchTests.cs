using RcuSim.Explaining;
using RcuSim.Maple;
using RcuSim.Mm;
using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

public class SearchTests
{
    private const ulong A = 0x10;
    private const ulong B = 0x20;
    private const ulong C = 0x30;
    private readonly Bench bench;
    private readonly ulong mm;
    private readonly ulong tree;

    public SearchTests()
    {
        var trees = new TreeHistories();
        bench = new(new IterationCompleteness(trees), new WalkCompleteness(trees));
        mm = bench.Setup.Allocate(MmCaches.Mm);
        tree = bench.Word(mm, "mm_mt.ma_lock");
        bench.Setup.Write(tree, 10, 19, A);
        bench.Setup.Write(tree, 20, 29, B);
        bench.Setup.Write(tree, 40, 49, C);
        bench.Start(mm);
    }

    [Theory]
    [InlineData(true, 0UL, 10UL, 19UL, A, true)]
    [InlineData(true, 15UL, 10UL, 19UL, A, true)]
    [InlineData(true, 15UL, 20UL, 29UL, B, true)]
    [InlineData(true, 30UL, 40UL, 49UL, C, true)]
    [InlineData(true, 0UL, 20UL, 29UL, B, false)]
    [InlineData(true, 30UL, 20UL, 29UL, B, false)]
    [InlineData(true, 15UL, 15UL, 19UL, A, false)]
    [InlineData(false, 99UL, 40UL, 49UL, C, true)]
    [InlineData(false, 45UL, 40UL, 49UL, C, true)]
    [InlineData(false, 45UL, 20UL, 29UL, B, true)]
    [InlineData(false, 39UL, 20UL, 29UL, B, true)]
    [InlineData(false, 39UL, 10UL, 19UL, A, false)]
    public void A_search_finds_the_nearest(
        bool up, ulong from, ulong first, ulong last, ulong found, bool right)
    {
        bench["r"].BeginFind(tree, up, up ? from : 0, up ? ulong.MaxValue : from);
        bench["r"].EndFind(first, last, found);
        Assert.Equal(right, bench.Violation is null);
    }

    [Theory]
    [InlineData(30UL, 39UL, true)]
    [InlineData(30UL, 40UL, false)]
    [InlineData(50UL, ulong.MaxValue, true)]
    [InlineData(0UL, 9UL, true)]
    public void A_search_that_finds_nothing_passes_nothing(ulong low, ulong high, bool right)
    {
        bench["r"].BeginFind(tree, true, low, high);
        bench["r"].Observe(MapleSpans.FindValue, 0);
        Assert.Equal(right, bench.Violation is null);
    }

    [Fact]
    public void What_is_erased_meanwhile_may_be_passed_over()
    {
        bench["r"].BeginFind(tree, true, 0, ulong.MaxValue);
        bench["w"].Write(tree, 10, 19, 0);
        bench["r"].EndFind(20, 29, B);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void What_is_partly_erased_meanwhile_may_not()
    {
        bench["r"].BeginFind(tree, true, 0, ulong.MaxValue);
        bench["w"].Write(tree, 10, 14, 0);
        bench["r"].EndFind(20, 29, B);
        Assert.Equal(
            "A search by r misses 16 at 0xf-0x13, which is there all the time.", bench.Violation!.Message);
    }

    [Fact]
    public void What_is_erased_before_is_not_found()
    {
        bench["w"].Write(tree, 10, 19, 0);
        bench["r"].BeginFind(tree, true, 0, ulong.MaxValue);
        bench["r"].EndFind(10, 19, A);
        Assert.Equal(ViolationKind.IterationIncomplete, bench.Violation!.Kind);
    }

    [Theory]
    [InlineData("ABC", true)]
    [InlineData("AB", false)]
    [InlineData("BC", false)]
    [InlineData("ABBC", false)]
    public void A_walk_uses_each_once(string uses, bool right)
    {
        Walk(uses);
        Assert.Equal(right, bench.Violation is null);
    }

    [Theory]
    [InlineData("AC", true)]
    [InlineData("ABC", true)]
    [InlineData("AB", false)]
    public void A_walk_may_miss_what_goes_meanwhile(string uses, bool right)
    {
        Walk(uses, () => bench["w"].Write(tree, 20, 29, 0));
        Assert.Equal(right, bench.Violation is null);
    }

    [Fact]
    public void A_walk_may_meet_an_entry_again_that_grew()
    {
        Walk("ABBC", () => bench["w"].Write(tree, 20, 39, B));
        Assert.Null(bench.Violation);
    }

    private void Walk(string uses, Action? meanwhile = null)
    {
        bench["r"].Observe(MmSites.WalkBegin, mm);
        foreach (char use in uses)
            bench["r"].BeginUse(mm, 0, use switch { 'A' => A, 'B' => B, _ => C });
        meanwhile?.Invoke();
        bench["r"].Observe(MmSites.WalkEnd, mm);
    }
}
