using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Mm;
using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

public class UnprotectedWalkTests
{
    private readonly Bench bench = new(new UnprotectedWalk());
    private readonly ulong mm;
    private readonly ulong other;
    private readonly ulong root;
    private readonly ulong leaf;

    public UnprotectedWalkTests()
    {
        var setup = bench.Setup;
        mm = setup.Allocate(MmCaches.Mm);
        other = setup.Allocate(MmCaches.Mm);
        root = setup.Allocate(MapleNodeLayout.Cache);
        leaf = setup.Allocate(MapleNodeLayout.Cache);
        setup.Store(root, Tree + 1, MemoryOrder.Plain);
        setup.Store(leaf, root + 6, MemoryOrder.Plain);
        setup.Store(root + 80, leaf + 12, MemoryOrder.Plain);
        setup.Store(bench.Word(mm, "mm_mt.ma_root"), root + 30, MemoryOrder.Plain);
        bench.Start(mm, other);
    }

    private ulong Tree => bench.Word(mm, "mm_mt.ma_lock");

    [Fact]
    public void A_walk_with_nothing_is_caught()
    {
        bench["scan"].Load(bench.Word(mm, "mm_mt.ma_root"), MemoryOrder.Dereference);
        bench["scan"].Load(leaf + 8, MemoryOrder.Once);
        Assert.Null(bench.Violation);
        bench["scan"].EndOperation(MmSites.Fault);
        Assert.Equal(
            "scan walks the tree mm_struct#0.mm_mt with neither its lock nor a read-side critical section.",
            bench.Violation!.Message);
    }

    [Fact]
    public void The_lock_of_another_mm_does_not_count()
    {
        bench["scan"].Lock(other, LockMode.Write);
        bench["scan"].Load(leaf + 8, MemoryOrder.Once);
        bench["scan"].EndOperation(MmSites.Fault);
        Assert.Equal(ViolationKind.UnprotectedWalk, bench.Violation!.Kind);
    }

    [Fact]
    public void A_section_the_mmap_lock_and_the_spinlock_count()
    {
        bench["a"].RcuEnter();
        bench["a"].Load(leaf + 8, MemoryOrder.Once);
        bench["b"].Lock(mm, LockMode.Read);
        bench["b"].Load(leaf + 8, MemoryOrder.Once);
        bench["c"].Lock(Tree, LockMode.Spin);
        bench["c"].Load(root + 8, MemoryOrder.Once);
        bench["a"].EndOperation(MmSites.Fault);
        bench["b"].EndOperation(MmSites.Fault);
        bench["c"].EndOperation(MmSites.Fault);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void A_node_nobody_else_can_reach_is_free()
    {
        ulong node = bench["fork"].Allocate(MapleNodeLayout.Cache);
        bench["fork"].Load(node, MemoryOrder.Plain);
        bench["fork"].EndOperation(MmSites.Fault);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void A_dead_node_counts_as_in_its_tree()
    {
        bench["b"].Lock(mm, LockMode.Read);
        bench["b"].Load(leaf + 8, MemoryOrder.Once);
        bench["w"].Store(leaf, leaf, MemoryOrder.Once);
        bench["scan"].Lock(other, LockMode.Read);
        bench["scan"].Load(leaf + 8, MemoryOrder.Once);
        bench["scan"].EndOperation(MmSites.Fault);
        Assert.NotNull(bench.Violation);
    }

    [Fact]
    public void A_copy_reads_too()
    {
        ulong node = bench["fork"].Allocate(MapleNodeLayout.Cache);
        bench["fork"].Copy(node, leaf, 32);
        bench["fork"].EndOperation(MmSites.Fault);
        Assert.NotNull(bench.Violation);
    }
}
