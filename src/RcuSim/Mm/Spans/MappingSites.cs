using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// The named places of the calls that change an address space: what they report, step by step, and where they
/// can fail.
/// </summary>
internal static class MappingSites
{
    /// <summary>Failure: a memory policy cannot be copied.</summary>
    public static readonly Site Policy = new("policy", SiteKind.Failure, "vma_dup_policy");

    /// <summary>Failure: the links to anonymous reverse maps cannot be copied.</summary>
    public static readonly Site Clone = new("clone", SiteKind.Failure, "anon_vma_clone");

    /// <summary>Failure: there are no nodes for a store that is prepared.</summary>
    public static readonly Site Prepare = new("prealloc", SiteKind.Failure, "vma_iter_prealloc");

    /// <summary>Failure: there are no nodes to take what is unmapped out of the tree.</summary>
    public static readonly Site ClearRange = new("clear", SiteKind.Failure, "vma_iter_clear_gfp");

    /// <summary>Failure: a file's driver does not want to be mapped.</summary>
    public static readonly Site Driver = new("driver", SiteKind.Failure, "call_mmap");

    /// <summary>Retry: there were no nodes for a gap that has to be left.</summary>
    public static readonly Site GapRetry = new("gap-retry", SiteKind.Retry, "vms_abort_munmap_vmas");

    /// <summary>The links of a VMA are copied, first: whose.</summary>
    public static readonly Site CloneFrom = Quiet("clone-from");

    /// <summary>The links of a VMA are copied, second: to which VMA.</summary>
    public static readonly Site CloneTo = Quiet("clone-to");

    /// <summary>A VMA leaves its reverse maps to another, first: the other.</summary>
    public static readonly Site MergeInto = Quiet("anon-merge-into");

    /// <summary>A VMA leaves its reverse maps to another, second: the VMA.</summary>
    public static readonly Site MergeGone = Quiet("anon-merge-gone");

    /// <summary>A VMA alone leaves its anonymous reverse maps. Value: the VMA.</summary>
    public static readonly Site Unlink = Quiet("anon-unlink");

    /// <summary>Pages are charged to the system, or uncharged if negative.</summary>
    public static readonly Site Charge = Quiet("charged");

    /// <summary>A VMA comes into its file's reverse map. Value: the VMA.</summary>
    public static readonly Site FileInsert = Quiet("file-insert");

    /// <summary>
    /// A VMA is taken out of its file's reverse map, to be changed or to go. Value: the VMA.
    /// </summary>
    public static readonly Site FileRemove = Quiet("file-remove");

    /// <summary>A file's driver is told of one more mapping. Value: the VMA.</summary>
    public static readonly Site DriverOpen = Quiet("driver-open");

    /// <summary>A file's driver is told of one mapping less. Value: the VMA.</summary>
    public static readonly Site DriverClose = Quiet("driver-close");

    /// <summary>What is unmapped is out of the tree. Value: its first address.</summary>
    public static readonly Site Cleared = Quiet("range-cleared");

    /// <summary>Pages of a range are taken away, first: where it begins.</summary>
    public static readonly Site ZapStart = Quiet("zap-start");

    /// <summary>Pages of a range are taken away, second: where it ends.</summary>
    public static readonly Site ZapEnd = Quiet("zap-end");

    /// <summary>Page tables are freed, first: below it they may belong to others.</summary>
    public static readonly Site Floor = Quiet("tables-floor");

    /// <summary>Page tables are freed, second: from it on they may belong to others; 0 for the top.</summary>
    public static readonly Site Ceiling = Quiet("tables-ceiling");

    /// <summary>Page tables are freed, third: 1 if the mmap lock is still held for writing.</summary>
    public static readonly Site TablesLocked = Quiet("tables-locked");

    /// <summary>A VMA's flags change. Value: the VMA.</summary>
    public static readonly Site Flags = Quiet("flags-change");

    private static Site Quiet(string name) => new(name, SiteKind.Value)
    {
        Phrase = Site.NoRow,
    };
}
