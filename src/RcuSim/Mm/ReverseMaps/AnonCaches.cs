using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>The caches of anonymous reverse maps.</summary>
internal static class AnonCaches
{
    /// <summary>
    /// Anonymous reverse maps. Type-stable: who comes by a page may try the lock of one that was freed, and
    /// looks afterwards whether the page is still mapped.
    /// </summary>
    [KernelName("anon_vma")]
    public static readonly SlabCache AnonVma = new(
        5, "anon_vma", 7,
        [
            new("rwsem", AnonVmaWords.Lock) { IsLock = true, Speculative = true },
            new("root", AnonVmaWords.Root) { Speculative = true, BackLink = true },
            new("parent", AnonVmaWords.Parent) { BackLink = true },
            new("refcount", AnonVmaWords.References) { Speculative = true },
            new("num_children", AnonVmaWords.Children),
            new("num_active_vmas", AnonVmaWords.ActiveVmas),
            new("rb_root", AnonVmaWords.Links),
        ])
    {
        TypeStable = true,
    };

    /// <summary>Links: of a VMA to an anon_vma, each.</summary>
    [KernelName("anon_vma_chain")]
    public static readonly SlabCache Link = new(
        13, "anon_vma_chain", AnonLinkWords.Place + IntervalWords.Count,
        [
            new("vma", AnonLinkWords.Vma) { BackLink = true },
            new("anon_vma", AnonLinkWords.AnonVma),
            new("same_vma.next", AnonLinkWords.Older),
            new("same_vma.prev", AnonLinkWords.Newer) { BackLink = true },
            .. IntervalWords.Fields("rb", AnonLinkWords.Place),
        ]);
}
