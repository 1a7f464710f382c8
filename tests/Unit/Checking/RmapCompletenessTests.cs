using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

public class RmapCompletenessTests
{
    private readonly Bench bench = new(new RmapCompleteness());
    private readonly ulong anon;
    private readonly ulong parent;
    private readonly ulong child;

    public RmapCompletenessTests()
    {
        anon = bench.Setup.Allocate(AnonCaches.AnonVma);
        parent = NewVma();
        child = NewVma();
        bench.Start(anon, parent, child);
        Say(MmSites.AnonVmaOf, parent);
        Say(MmSites.MayMap, anon);
    }

    [Fact]
    public void A_walk_uses_every_vma()
    {
        Copy();
        Walk(0x10, parent, child);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void A_walk_that_misses_one_is_incomplete()
    {
        Copy();
        Walk(0x11, parent);
        Assert.Equal(ViolationKind.IterationIncomplete, bench.Violation!.Kind);
        Assert.Equal(
            "a walk by a misses vm_area_struct#1, in which page 0x11 of anon_vma#0 may be mapped.",
            bench.Violation.Message,
            ignoreCase: true);
    }

    [Theory]
    [InlineData(0xf)]
    [InlineData(0x12)]
    public void One_that_does_not_cover_the_page_may_be_missed(ulong page)
    {
        Copy();
        Walk(page);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void One_that_has_left_may_be_missed()
    {
        Copy();
        Say(MmSites.MapsNoMore, parent);
        Walk(0x10, child);
        bench["a"].Free(MmCaches.Vma, child);
        Walk(0x10);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void What_was_used_before_the_walk_does_not_count()
    {
        Say(MmSites.UseVma, parent);
        Walk(0x10);
        Assert.NotNull(bench.Violation);
    }

    private ulong NewVma()
    {
        ulong vma = bench.NewVma(0, 0x10000, 0x12000);
        bench.Setup.Store(bench.Word(vma, "vm_pgoff"), 0x10, MemoryOrder.Plain);
        return vma;
    }

    private void Copy()
    {
        Say(MmSites.AnonVmaOf, child);
        Say(MmSites.MayMapToo, parent);
    }

    private void Walk(ulong page, params ReadOnlySpan<ulong> used)
    {
        Say(MmSites.RmapPage, page);
        Say(MmSites.RmapBegin, anon);
        foreach (ulong vma in used)
            Say(MmSites.UseVma, vma);
        Say(MmSites.RmapEnd, anon);
    }

    private void Say(Site site, ulong value) => bench["a"].Observe(site, value);
}
