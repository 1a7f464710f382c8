using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

public class EntryValidityTests
{
    private readonly Bench bench = new(new EntryValidity());
    private readonly ulong mm;
    private readonly ulong vma;

    public EntryValidityTests()
    {
        mm = bench.Setup.Allocate(MmCaches.Mm);
        vma = bench.NewVma(mm, 0x1000, 0x3000);
        bench.Start(mm, vma);
    }

    [Theory]
    [InlineData(0x1000UL)]
    [InlineData(0x2fffUL)]
    public void A_valid_use_passes(ulong address)
    {
        bench["fault"].BeginUse(mm, address, vma);
        bench["fault"].Observe(MmSites.UseEnd, vma);
        bench["fault"].BeginUse(mm, 0x9000, 0);
        Assert.Null(bench.Violation);
    }

    [Theory]
    [InlineData(0xfffUL)]
    [InlineData(0x3000UL)]
    public void A_vma_elsewhere_is_caught(ulong address)
    {
        bench["fault"].BeginUse(mm, address, vma);
        Assert.Equal(ViolationKind.EntryValidity, bench.Violation!.Kind);
        Assert.EndsWith("but it spans 0x1000-0x3000.", bench.Violation.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vma_of_another_mm_is_caught()
    {
        ulong child = bench["fork"].Allocate(MmCaches.Mm);
        bench["scan"].BeginUse(child, 0x1000, vma);
        Assert.Equal(
            "scan takes vm_area_struct#0 as the VMA of mm_struct#1.0 at 0x1000, "
                + "but it belongs to mm_struct#0.",
            bench.Violation!.Message);
    }

    [Fact]
    public void A_freed_vma_is_caught()
    {
        bench["munmap"].Free(MmCaches.Vma, vma);
        bench["fault"].BeginUse(mm, 0x1000, vma);
        Assert.EndsWith("but it is freed.", bench.Violation!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vma_freed_during_its_use_is_caught()
    {
        bench["fault"].BeginUse(mm, 0x1000, vma);
        Assert.Null(bench.Violation);
        bench["munmap"].Free(MmCaches.Vma, vma);
        Assert.EndsWith("but it is being freed.", bench.Violation!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vma_that_changes_during_its_use_is_caught()
    {
        bench["fault"].BeginUse(mm, 0x1000, vma);
        bench["munmap"].Store(bench.Word(vma, "vm_start"), 0x2000, MemoryOrder.Once);
        bench["fault"].Observe(MmSites.UseEnd, vma);
        Assert.EndsWith("but it spans 0x2000-0x3000.", bench.Violation!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_use_that_is_over_lets_the_vma_go()
    {
        bench["fault"].BeginUse(mm, 0x1000, vma);
        bench["fault"].Observe(MmSites.UseEnd, vma);
        bench["munmap"].Free(MmCaches.Vma, vma);
        Assert.Null(bench.Violation);
    }
}
