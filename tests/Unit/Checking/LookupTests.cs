using RcuSim.Maple;
using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

public class LookupTests
{
    private const ulong Old = 0x10;
    private const ulong New = 0x20;
    private readonly Bench bench;
    private readonly ulong tree;
    private readonly ulong copy;

    public LookupTests()
    {
        var trees = new TreeHistories();
        bench = new(new LookupLinearizability(trees));
        tree = bench.Setup.Allocate(TestCaches.Box);
        copy = bench.Setup.Allocate(TestCaches.Box);
        bench.Setup.Write(tree, 10, 19, Old);
        bench.Start(tree, copy);
    }

    private bool Finds(string reader, ulong index, ulong value, ulong? of = null)
    {
        bench[reader].BeginRead(of ?? tree, index);
        bench[reader].EndRead(value);
        return bench.Violation is null;
    }

    [Theory]
    [InlineData(9UL, 0UL, true)]
    [InlineData(10UL, Old, true)]
    [InlineData(19UL, Old, true)]
    [InlineData(20UL, 0UL, true)]
    [InlineData(9UL, Old, false)]
    [InlineData(10UL, 0UL, false)]
    [InlineData(19UL, New, false)]
    [InlineData(20UL, Old, false)]
    public void Without_writes_only_the_map_is_right(ulong index, ulong value, bool right) =>
        Assert.Equal(right, Finds("r", index, value));

    [Theory]
    [InlineData(Old, true)]
    [InlineData(New, true)]
    [InlineData(0UL, false)]
    [InlineData(0x30UL, false)]
    public void During_a_write_old_and_new_are_right(ulong value, bool right)
    {
        bench["w"].BeginWrite(tree, 5, 14, New);
        Assert.Equal(right, Finds("r", 12, value));
    }

    [Theory]
    [InlineData(Old, true)]
    [InlineData(New, true)]
    [InlineData(0UL, false)]
    public void A_lookup_older_than_the_write_may_find_either(ulong value, bool right)
    {
        bench["r"].BeginRead(tree, 12);
        bench["w"].Write(tree, 5, 14, New);
        bench["r"].EndRead(value);
        Assert.Equal(right, bench.Violation is null);
    }

    [Fact]
    public void A_finished_write_hides_the_old_value()
    {
        bench["w"].Write(tree, 5, 14, New);
        Assert.True(Finds("r", 12, New));
        Assert.True(Finds("r", 15, Old));
        Assert.False(Finds("r", 12, Old));
        Assert.Equal(
            "r finds 16 at 0xc, which was there at no instant of the lookup.", bench.Violation!.Message);
    }

    [Fact]
    public void Once_found_the_new_value_stays()
    {
        bench["w"].BeginWrite(tree, 10, 19, 0);
        Assert.True(Finds("a", 12, Old));
        Assert.True(Finds("a", 12, 0));
        Assert.True(Finds("b", 12, 0));
        Assert.True(Finds("b", 13, Old));
        Assert.False(Finds("b", 12, Old));
    }

    [Fact]
    public void A_lookup_begun_before_may_still_find_the_old_value()
    {
        bench["w"].BeginWrite(tree, 10, 19, New);
        bench["b"].BeginRead(tree, 12);
        Assert.True(Finds("a", 12, New));
        bench["b"].EndRead(Old);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void A_failed_write_changes_nothing()
    {
        bench["w"].BeginWrite(tree, 10, 19, New);
        bench["w"].EndWrite(failed: true);
        Assert.True(Finds("r", 12, Old));
        Assert.False(Finds("r", 12, New));
    }

    [Fact]
    public void A_copy_has_the_entries_of_its_source()
    {
        bench["w"].Observe(MapleSpans.DuplicateFrom, tree);
        bench["w"].Observe(MapleSpans.DuplicateTo, copy);
        Assert.True(Finds("r", 12, 0, copy));
        Assert.True(Finds("r", 12, Old, copy));
        bench["w"].Observe(MapleSpans.DuplicateDone, 0);
        bench["w"].Write(tree, 10, 19, New);
        Assert.True(Finds("r", 12, Old, copy));
        Assert.True(Finds("r", 12, New));
        Assert.False(Finds("r", 12, 0, copy));
    }

    [Fact]
    public void A_failed_copy_stays_empty()
    {
        bench["w"].Observe(MapleSpans.DuplicateFrom, tree);
        bench["w"].Observe(MapleSpans.DuplicateTo, copy);
        bench["w"].Observe(MapleSpans.DuplicateDone, 1);
        Assert.True(Finds("r", 12, 0, copy));
        Assert.False(Finds("r", 12, Old, copy));
    }

    [Fact]
    public void The_next_execution_starts_from_setup()
    {
        bench["w"].Write(tree, 0, ulong.MaxValue, 0);
        bench["w"].BeginWrite(copy, 0, 5, New);
        bench.Reset();
        Assert.True(Finds("r", 12, Old));
        Assert.True(Finds("r", 3, 0, copy));
        Assert.False(Finds("r", 12, 0));
    }
}
