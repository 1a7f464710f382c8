using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// The caches of the address-space objects. Handles and oracles know the words by the same constants.
/// </summary>
internal static class MmCaches
{
    /// <summary>
    /// VMAs. Type-stable: a reader may take a count on one that was freed and handed out again.
    /// </summary>
    [KernelName("vm_area_struct")]
    public static readonly SlabCache Vma = new(
        2, "vm_area_struct", VmaWords.Pages + 1,
        [
            new("vm_refcnt", VmaWords.Count) { Speculative = true },
            new("vm_lock_seq", VmaWords.LockSequence) { Speculative = true },
            new("vm_mm", VmaWords.Mm) { Speculative = true, BackLink = true },
            new("vm_start", VmaWords.Start) { Speculative = true },
            new("vm_end", VmaWords.End) { Speculative = true },
            new("vm_flags", VmaWords.Flags),
            new("vm_pgoff", VmaWords.PageOffset),
            new("vm_file", VmaWords.File),
            new("anon_vma", VmaWords.AnonVma) { Speculative = true },
            .. IntervalWords.Fields("shared.rb", VmaWords.InFile),
            new("anon_vma_chain.next", VmaWords.NewestLink),
            new("anon_vma_chain.prev", VmaWords.OldestLink),
            new("pages", VmaWords.Pages),
        ])
    {
        TypeStable = true,
    };

    /// <summary>Address spaces.</summary>
    [KernelName("mm_struct")]
    public static readonly SlabCache Mm = new(
        3, "mm_struct", 22,
        [
            new("mmap_lock", MmWords.Lock) { IsLock = true },
            new("mm_lock_seq", MmWords.LockSequence),
            new("mm_users", MmWords.Users),
            new("mm_count", MmWords.Count),
            new("mm_mt.ma_lock", MmWords.TreeLock) { IsLock = true },
            new("mm_mt.ma_flags", MmWords.TreeFlags),
            new("mm_mt.ma_root", MmWords.TreeRoot),
            new("map_count", MmWords.MapCount),
            new("total_vm", MmWords.TotalPages),
            new("rss", MmWords.Resident),
            new("pgd", MmWords.TableRoot),
            new("pgtables_bytes", MmWords.TableBytes),
            new("page_table_lock", MmWords.PageTableLock) { IsLock = true },
            new("globals", MmWords.Globals) { BackLink = true },
            new("data_vm", MmWords.DataPages),
            new("exec_vm", MmWords.ExecutablePages),
            new("stack_vm", MmWords.StackPages),
            new("locked_vm", MmWords.LockedPages),
            new("rlimit_as", MmWords.PageLimit),
            new("mt_detach.ma_lock", MmWords.SideTreeLock) { IsLock = true },
            new("mt_detach.ma_flags", MmWords.SideTreeFlags),
            new("mt_detach.ma_root", MmWords.SideTreeRoot),
        ]);

    /// <summary>Mapped files: the address_space of each, with its mappings.</summary>
    [KernelName("address_space")]
    public static readonly SlabCache File = new(
        4, "file", FileWords.Words,
        [
            new("i_mmap_rwsem", FileWords.MappingLock) { IsLock = true },
            new("i_mmap", FileWords.Mappings),
            new("f_count", FileWords.Count),
            new("opens", FileWords.Opens),
            new("next_file", FileWords.NextFile),
            new("i_mmap_writable", FileWords.Writable),
            new("driver", FileWords.Driver),
        ]);

    /// <summary>What the kernel holds in globals.</summary>
    public static readonly SlabCache Globals = new(
        6, "globals", 7,
        [
            new("dup_mmap_sem", GlobalsWords.DuplicationLock) { IsLock = true },
            new("mmlist_lock", GlobalsWords.ListLock) { IsLock = true },
            new("mmlist", GlobalsWords.List),
            new("mmlist_ready", GlobalsWords.Listed),
            new("committed", GlobalsWords.Committed),
            new("files", GlobalsWords.Files),
            new("max_map_count", GlobalsWords.MostMappings),
        ]);
}
