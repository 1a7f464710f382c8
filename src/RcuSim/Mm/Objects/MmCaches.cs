using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>The caches of the address-space objects. The handles know their words by number.</summary>
public static class MmCaches
{
    /// <summary>
    /// VMAs. Type-stable: a reader may take a count on one that was freed and handed out again.
    /// </summary>
    [KernelName("vm_area_struct")]
    public static readonly SlabCache Vma = new(
        2,
        "vm_area_struct",
        15,
        new SlabField("vm_refcnt", 0) { Speculative = true },
        new SlabField("vm_lock_seq", 1) { Speculative = true },
        new SlabField("vm_mm", 2) { Speculative = true, BackLink = true },
        new SlabField("vm_start", 3) { Speculative = true },
        new SlabField("vm_end", 4) { Speculative = true },
        new SlabField("vm_flags", 5),
        new SlabField("vm_pgoff", 6),
        new SlabField("vm_file", 7),
        new SlabField("anon_vma", 8),
        new SlabField("shared_next", 9),
        new SlabField("shared_prev", 10) { BackLink = true },
        new SlabField("anon_next", 11),
        new SlabField("anon_prev", 12) { BackLink = true },
        new SlabField("pages", 13),
        new SlabField("gather_next", 14))
    {
        TypeStable = true,
    };

    /// <summary>Address spaces.</summary>
    [KernelName("mm_struct")]
    public static readonly SlabCache Mm = new(
        3,
        "mm_struct",
        14,
        new SlabField("mmap_lock", 0) { IsLock = true },
        new SlabField("mm_lock_seq", 1),
        new SlabField("mm_users", 2),
        new SlabField("mm_count", 3),
        new SlabField("mm_mt.ma_lock", 4) { IsLock = true },
        new SlabField("mm_mt.ma_flags", 5),
        new SlabField("mm_mt.ma_root", 6),
        new SlabField("map_count", 7),
        new SlabField("total_vm", 8),
        new SlabField("rss", 9),
        new SlabField("page_table_lock", 10) { IsLock = true },
        new SlabField("world", 11) { BackLink = true });

    /// <summary>Mapped files: the address_space of each, with its mappings.</summary>
    [KernelName("address_space")]
    public static readonly SlabCache File = new(
        4,
        "file",
        5,
        new SlabField("i_mmap_rwsem", 0) { IsLock = true },
        new SlabField("i_mmap", 1),
        new SlabField("f_count", 2),
        new SlabField("opens", 3),
        new SlabField("next_file", 4));

    /// <summary>Anonymous reverse maps.</summary>
    [KernelName("anon_vma")]
    public static readonly SlabCache AnonVma = new(
        5,
        "anon_vma",
        3,
        new SlabField("rwsem", 0) { IsLock = true },
        new SlabField("head", 1),
        new SlabField("refcount", 2));

    /// <summary>What a scenario's threads share: the processes and what is global to them.</summary>
    public static readonly SlabCache World = new(
        6,
        "world",
        9,
        new SlabField("dup_mmap_sem", 0) { IsLock = true },
        new SlabField("parent", 1),
        new SlabField("child", 2),
        new SlabField("fork_progress", 3),
        new SlabField("mmlist_lock", 4) { IsLock = true },
        new SlabField("mmlist", 5),
        new SlabField("committed", 6),
        new SlabField("files", 7),
        new SlabField("other", 8));
}
