using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>
/// The one execution of a lookup that is let pass though it is not linearizable, and its neighbours, which
/// are not.
/// </summary>
public class MovedPivotTests
{
    private const ulong Old = 0x10;
    private const ulong New = 0x20;
    private const ulong Newer = 0x30;
    private const int Pivot = 2;
    private const int Slot = 18;
    private readonly Bench bench;
    private readonly ulong tree;
    private readonly ulong leaf;
    private readonly ulong other;

    public MovedPivotTests()
    {
        var trees = new TreeHistories();
        bench = new(new LookupLinearizability(trees));
        tree = bench.Setup.Allocate(TestCaches.Box);
        leaf = bench.Setup.Allocate(MapleNodeLayout.Cache);
        other = bench.Setup.Allocate(MapleNodeLayout.Cache);
        bench.Setup.Write(tree, 20, 29, Old);
        bench.Start(tree);
        bench["r"].BeginRead(tree, 22);
    }

    [Fact]
    public void A_slot_filled_after_its_pivot_moved_may_be_found()
    {
        MovePivot();
        Fill(leaf, 25, 29);
        Assert.True(FindsNewer());
    }

    [Fact]
    public void Not_if_the_pivot_never_moved()
    {
        bench["w"].Write(tree, 20, 24, New);
        Fill(leaf, 25, 29);
        Assert.False(FindsNewer());
    }

    [Fact]
    public void Not_if_the_pivot_moved_elsewhere()
    {
        bench["w"].BeginWrite(tree, 24, 24, New);
        bench["w"].Store(Word(leaf, Pivot), 24, MemoryOrder.PlainRacy);
        bench["w"].EndWrite();
        Fill(leaf, 25, 29);
        Assert.False(FindsNewer());
    }

    [Fact]
    public void Not_if_the_slot_was_filled_before()
    {
        Fill(leaf, 25, 29);
        MovePivot();
        Assert.False(FindsNewer());
    }

    [Fact]
    public void Not_if_another_leaf_was_filled()
    {
        MovePivot();
        Fill(other, 25, 29);
        Assert.False(FindsNewer());
    }

    [Fact]
    public void Not_if_the_leaf_was_replaced()
    {
        bench["w"].BeginWrite(tree, 20, 24, New);
        bench["w"].Store(Word(leaf, Pivot), 24, MemoryOrder.PlainRacy);
        bench["w"].Store(leaf, leaf, MemoryOrder.Once);
        bench["w"].EndWrite();
        Fill(leaf, 25, 29);
        Assert.False(FindsNewer());
    }

    [Fact]
    public void Not_if_it_all_happened_before_the_lookup()
    {
        MovePivot();
        Fill(leaf, 25, 29);
        bench["r"].BeginRead(tree, 22);
        Assert.False(FindsNewer());
    }

    private static ulong Word(ulong node, int word) => node + ((ulong)word * 8);

    private bool FindsNewer()
    {
        bench["r"].EndRead(Newer);
        return bench.Violation is null;
    }

    private void MovePivot()
    {
        bench["w"].BeginWrite(tree, 20, 24, New);
        bench["w"].Store(Word(leaf, Pivot), 24, MemoryOrder.PlainRacy);
        bench["w"].EndWrite();
    }

    private void Fill(ulong node, ulong first, ulong last)
    {
        bench["w"].BeginWrite(tree, first, last, Newer);
        bench["w"].Store(Word(node, Slot), Newer, MemoryOrder.Publish);
        bench["w"].EndWrite();
    }
}
