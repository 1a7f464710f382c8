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
        2, "vm_area_struct", 15,
        [
            new("vm_refcnt", 0) { Speculative = true },
            new("vm_lock_seq", 1) { Speculative = true },
            new("vm_mm", 2) { Speculative = true, BackLink = true },
            new("vm_start", 3) { Speculative = true },
            new("vm_end", 4) { Speculative = true },
            new("vm_flags", 5),
            new("vm_pgoff", 6),
            new("vm_file", 7),
            new("anon_vma", 8),
            new("shared_next", 9),
            new("shared_prev", 10) { BackLink = true },
            new("anon_next", 11),
            new("anon_prev", 12) { BackLink = true },
            new("pages", 13),
            new("gather_next", 14),
        ])
    {
        TypeStable = true,
    };

    /// <summary>Address spaces.</summary>
    [KernelName("mm_struct")]
    public static readonly SlabCache Mm = new(
        3, "mm_struct", 14,
        [
            new("mmap_lock", 0) { IsLock = true },
            new("mm_lock_seq", 1),
            new("mm_users", 2),
            new("mm_count", 3),
            new("mm_mt.ma_lock", 4) { IsLock = true },
            new("mm_mt.ma_flags", 5),
            new("mm_mt.ma_root", 6),
            new("map_count", 7),
            new("total_vm", 8),
            new("rss", 9),
            new("page_table_lock", 10) { IsLock = true },
            new("world", 11) { BackLink = true },
        ]);

    /// <summary>Mapped files: the address_space of each, with its mappings.</summary>
    [KernelName("address_space")]
    public static readonly SlabCache File = new(
        4, "file", 5,
        [
            new("i_mmap_rwsem", 0) { IsLock = true },
            new("i_mmap", 1),
            new("f_count", 2),
            new("opens", 3),
            new("next_file", 4),
        ]);

    /// <summary>Anonymous reverse maps.</summary>
    [KernelName("anon_vma")]
    public static readonly SlabCache AnonVma = new(
        5, "anon_vma", 3,
        [
            new("rwsem", 0) { IsLock = true },
            new("head", 1),
            new("refcount", 2),
        ]);

    /// <summary>What a scenario's threads share: the processes and what is global to them.</summary>
    public static readonly SlabCache World = new(
        6, "world", 9,
        [
            new("dup_mmap_sem", 0) { IsLock = true },
            new("parent", 1),
            new("child", 2),
            new("fork_progress", 3),
            new("mmlist_lock", 4) { IsLock = true },
            new("mmlist", 5),
            new("committed", 6),
            new("files", 7),
            new("other", 8),
        ]);
}
