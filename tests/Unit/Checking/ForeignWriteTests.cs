using RcuSim.Explaining;
using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

public class ForeignWriteTests
{
    private static readonly Site detach = VmaLockSites.Detach;
    private readonly Bench bench = new(new ForeignWrite());
    private readonly ulong mm;
    private readonly ulong other;
    private readonly ulong vma;

    public ForeignWriteTests()
    {
        mm = bench.Setup.Allocate(MmCaches.Mm);
        other = bench.Setup.Allocate(MmCaches.Mm);
        vma = bench.NewVma(mm, 0x1000, 0x3000);
        bench.Setup.Store(bench.Word(mm, "mm_lock_seq"), 3, MemoryOrder.Plain);
        bench.Setup.Store(bench.Word(vma, "vm_lock_seq"), 3, MemoryOrder.Plain);
        bench.Start(mm, other, vma);
    }

    [Fact]
    public void A_store_under_the_lock_of_another_mm_is_caught()
    {
        bench["undo"].Lock(other, LockMode.Write);
        bench["undo"].Store(bench.Word(vma, "vm_flags"), 1, MemoryOrder.Plain);
        Assert.Equal(ViolationKind.ForeignWrite, bench.Violation!.Kind);
        Assert.Equal(
            "undo changes vm_area_struct#0.vm_flags without the write lock of mm_struct#0.",
            bench.Violation.Message);
    }

    [Fact]
    public void A_store_under_the_read_lock_is_caught()
    {
        bench["fault"].Lock(mm, LockMode.Read);
        bench["fault"].Or(bench.Word(vma, "vm_flags"), 2, MemoryOrder.Plain);
        Assert.NotNull(bench.Violation);
    }

    [Fact]
    public void A_store_after_a_downgrade_is_caught()
    {
        bench["munmap"].Lock(mm, LockMode.Write);
        bench["munmap"].Downgrade(mm);
        bench["munmap"].Store(bench.Word(vma, "vm_end"), 0x2000, MemoryOrder.Plain);
        Assert.NotNull(bench.Violation);
    }

    [Fact]
    public void A_stolen_vma_is_caught_by_the_lock_of_its_old_mm()
    {
        bench["undo"].Lock(other, LockMode.Write);
        bench["undo"].Store(bench.Word(vma, "vm_mm"), other, MemoryOrder.Plain);
        Assert.NotNull(bench.Violation);
    }

    [Fact]
    public void Stores_under_the_own_write_lock_pass()
    {
        bench["mmap"].Lock(mm, LockMode.Write);
        bench["mmap"].Store(bench.Word(vma, "vm_end"), 0x2000, MemoryOrder.Plain);
        bench["mmap"].Fill(vma + 40, 0, 3);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void Fields_under_locks_of_their_own_pass()
    {
        bench["fault"].Add(bench.Word(vma, "vm_refcnt"), 1, MemoryOrder.Acquire);
        bench["rmap"].Store(bench.Word(vma, "shared.rb.left"), 0, MemoryOrder.Plain);
        bench["fault"].Lock(mm, LockMode.Read);
        bench["fault"].Store(bench.Word(vma, "vm_start"), 0x800, MemoryOrder.Plain);
        Assert.Null(bench.Violation);
    }

    [Theory]
    [InlineData("vm_start")]
    [InlineData("vm_end")]
    [InlineData("vm_pgoff")]
    [InlineData("vm_flags")]
    public void A_change_of_a_vma_that_is_not_locked_itself_is_caught(string field)
    {
        bench["mprotect"].Lock(mm, LockMode.Write);
        bench["mprotect"].Store(bench.Word(vma, "vm_lock_seq"), 1, MemoryOrder.Once);
        bench["mprotect"].Store(bench.Word(vma, field), 0x2000, MemoryOrder.Plain);
        Assert.Equal(ViolationKind.ForeignWrite, bench.Violation!.Kind);
        Assert.Equal(
            $"mprotect changes vm_area_struct#0.{field} while vm_area_struct#0 is not locked for writing.",
            bench.Violation.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_vma_counts_in_and_out_only_while_it_is_locked(bool isLocked)
    {
        bench["mmap"].Lock(mm, LockMode.Write);
        bench["mmap"].Store(bench.Word(vma, "vm_lock_seq"), isLocked ? 3UL : 1, MemoryOrder.Once);
        bench["mmap"].Add(bench.Word(vma, "vm_refcnt"), ulong.MaxValue, MemoryOrder.Acquire, detach);
        Assert.Equal(isLocked, bench.Violation is null);
        bench.Reset();
        bench["mmap"].Lock(mm, LockMode.Write);
        ulong fresh = bench["mmap"].Allocate(MmCaches.Vma);
        bench["mmap"].Store(bench.Word(fresh, "vm_mm"), mm, MemoryOrder.Plain);
        bench["mmap"].Store(bench.Word(fresh, "vm_refcnt"), 0, MemoryOrder.Once);
        bench["mmap"].Store(bench.Word(fresh, "vm_lock_seq"), isLocked ? 3UL : 1, MemoryOrder.Once);
        bench["mmap"].Store(bench.Word(fresh, "vm_refcnt"), 1, MemoryOrder.Release);
        Assert.Equal(isLocked, bench.Violation is null);
    }

    [Fact]
    public void A_reader_that_leaves_counts_out_itself_alone()
    {
        bench["fault"].Store(bench.Word(vma, "vm_lock_seq"), 1, MemoryOrder.Once);
        bench["fault"].Add(bench.Word(vma, "vm_refcnt"), 1, MemoryOrder.Acquire);
        bench["fault"].Add(bench.Word(vma, "vm_refcnt"), ulong.MaxValue, MemoryOrder.Release);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void A_vma_in_no_tree_belongs_to_whoever_has_it()
    {
        bench["mmap"].Store(bench.Word(vma, "vm_refcnt"), 0, MemoryOrder.Release);
        bench["mmap"].Store(bench.Word(vma, "vm_flags"), 1, MemoryOrder.Plain);
        Assert.Null(bench.Violation);
    }
}
