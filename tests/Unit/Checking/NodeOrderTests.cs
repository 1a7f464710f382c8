using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

public class NodeOrderTests
{
    private readonly Bench bench = new(new NodeOrder());
    private readonly ulong box;
    private readonly ulong node;

    public NodeOrderTests()
    {
        box = bench.Setup.Allocate(TestCaches.Box);
        node = bench.Setup.Allocate(MapleNodeLayout.Cache);
        bench.Setup.Store(TestCaches.Link(box), node, MemoryOrder.Plain);
        bench.Start(box);
    }

    [Theory]
    [InlineData(MemoryOrder.Publish, true)]
    [InlineData(MemoryOrder.Release, true)]
    [InlineData(MemoryOrder.Once, false)]
    [InlineData(MemoryOrder.Plain, false)]
    public void A_node_is_published_by_a_release(MemoryOrder order, bool right)
    {
        ulong fresh = bench["w"].Allocate(MapleNodeLayout.Cache);
        bench["w"].Store(fresh + 8, 1, MemoryOrder.Plain);
        bench["w"].Store(TestCaches.Link(box), fresh, order);
        Assert.Equal(right, bench.Violation is null);
    }

    [Theory]
    [InlineData(MemoryOrder.Dereference, true)]
    [InlineData(MemoryOrder.Acquire, true)]
    [InlineData(MemoryOrder.Once, false)]
    [InlineData(MemoryOrder.PlainRacy, false)]
    public void A_reader_follows_a_pointer_that_it_read_in_order(MemoryOrder order, bool right)
    {
        bench["r"].RcuEnter();
        bench["r"].Load(TestCaches.Link(box), order);
        bench["r"].Load(node + 8, MemoryOrder.PlainRacy);
        Assert.Equal(right, bench.Violation is null);
    }

    [Fact]
    public void The_holder_of_a_lock_needs_no_order()
    {
        bench["r"].RcuEnter();
        bench["r"].Lock(box, LockMode.Spin);
        bench["r"].Load(TestCaches.Link(box), MemoryOrder.Plain);
        bench["r"].Load(node + 8, MemoryOrder.Plain);
        Assert.Null(bench.Violation);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_barrier_comes_between_a_dead_mark_and_reuse(bool barrier)
    {
        bench["w"].Store(node, node, MemoryOrder.Once);
        if (barrier)
            bench["w"].Fence(FenceKind.Write);
        bench["w"].Store(node + 8, 0, MemoryOrder.PlainRacy);
        Assert.Equal(barrier, bench.Violation is null);
    }

    [Theory]
    [InlineData(FenceKind.Read, true)]
    [InlineData(FenceKind.Full, true)]
    [InlineData(FenceKind.Write, false)]
    public void A_read_barrier_comes_before_a_death_test(FenceKind fence, bool right)
    {
        bench["r"].RcuEnter();
        bench["r"].Load(TestCaches.Link(box), MemoryOrder.Dereference);
        bench["r"].Load(node + 128, MemoryOrder.Dereference);
        bench["r"].Fence(fence);
        bench["r"].Load(node, MemoryOrder.Once);
        Assert.Equal(right, bench.Violation is null);
    }

    [Theory]
    [InlineData(MemoryOrder.Plain, false, false)]
    [InlineData(MemoryOrder.PlainRacy, false, true)]
    [InlineData(MemoryOrder.Plain, true, true)]
    public void A_word_of_a_reachable_node_is_not_written_plainly(MemoryOrder order, bool unlock, bool right)
    {
        bench["w"].Lock(box, LockMode.Spin);
        bench["w"].Store(node + 16, 7, order);
        if (unlock)
            bench["w"].Unlock(box, LockMode.Spin);
        bench["r"].RcuEnter();
        bench["r"].Load(node + 16, MemoryOrder.PlainRacy);
        Assert.Equal(right, bench.Violation is null);
    }

    [Fact]
    public void Nor_copied_into()
    {
        bench["w"].Copy(node + 16, node + 128, 4);
        bench["r"].RcuEnter();
        bench["r"].Load(node + 40, MemoryOrder.PlainRacy);
        Assert.Equal(
            "r uses maple_node#0 out of order: it reads a word of it that was written plainly.",
            bench.Violation!.Message);
    }

    [Fact]
    public void A_real_tree_asks_for_every_order()
    {
        var tree = new MapleTree<TracedMachine>(bench["w"], bench["w"].Allocate(TestCaches.Box));
        tree.Initialise(MapleTreeFlags.Rcu | MapleTreeFlags.AllocRange);
        bench.Setup.End(tree.Address);
        for (ulong i = 0; i < 400; i++)
        {
            ulong first = i * 37 % 400;
            tree.StoreRange(first, first + (i % 30), i % 3 == 0 ? 0 : MapleEntry.FromInteger(i));
            var reader = new MapleTree<TracedMachine>(bench["r"], tree.Address);
            reader.Load(i);
            reader.Next(i, 500);
            reader.Previous(i, 0);
        }

        Assert.True(bench.Violation is null, bench.Violation?.Message);
    }
}
