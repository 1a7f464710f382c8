using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

public class VmaReleaseTests
{
    private readonly Bench bench = new(new VmaRelease());
    private readonly ulong vma;
    private readonly ulong file;

    public VmaReleaseTests()
    {
        ulong mm = bench.Setup.Allocate(MmCaches.Mm);
        vma = bench.NewVma(mm, 0x1000, 0x3000);
        file = bench.Setup.Allocate(MmCaches.File);
        bench.Setup.Store(bench.Word(vma, "vm_file"), file, MemoryOrder.Plain);
        bench.Setup.Store(bench.Word(file, "i_mmap"), vma, MemoryOrder.Plain);
        bench.Start(mm, vma, file);
    }

    [Fact]
    public void A_vma_detached_and_unlinked_may_go()
    {
        Put("vm_refcnt", 0);
        bench["a"].Store(bench.Word(file, "i_mmap"), 0, MemoryOrder.Plain);
        bench["a"].Free(MmCaches.Vma, vma);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void A_vma_in_a_tree_may_not()
    {
        bench["a"].Store(bench.Word(file, "i_mmap"), 0, MemoryOrder.Plain);
        bench["a"].Free(MmCaches.Vma, vma);
        Assert.Equal(ViolationKind.EarlyRelease, bench.Violation!.Kind);
        Assert.Equal(
            "a frees vm_area_struct#0 while it is still in a tree, or in use: its count is 0x1.",
            bench.Violation.Message);
    }

    [Theory]
    [InlineData("i_mmap", "the file's reverse map")]
    [InlineData("shared.rb.height", "the file's reverse map")]
    [InlineData("anon_vma_chain.next", "an anonymous reverse map")]
    public void A_vma_in_a_reverse_map_may_not(string link, string where)
    {
        Put("vm_refcnt", 0);
        if (link != "i_mmap")
        {
            bench["a"].Store(bench.Word(file, "i_mmap"), 0, MemoryOrder.Plain);
            Put(link, vma);
        }

        bench["a"].Free(MmCaches.Vma, vma);
        Assert.Equal($"a frees vm_area_struct#0 while it is still in {where}.", bench.Violation?.Message);
    }

    private void Put(string field, ulong value) =>
        bench["a"].Store(bench.Word(vma, field), value, MemoryOrder.Once);
}
