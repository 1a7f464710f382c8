using RcuSim.Machine;

namespace RcuSim.Locking;

/// <summary>The named places of the per-VMA lock.</summary>
internal static class VmaLockSites
{
    /// <summary>Retry: a reader's count changed under its compare-exchange.</summary>
    public static readonly Site Read = new("vma-read-retry", SiteKind.Retry, "vma_start_read");

    /// <summary>Retry: a writer's announcement met a reader's compare-exchange.</summary>
    public static readonly Site Write = new("vma-write-retry", SiteKind.Retry, "__vma_enter_locked");

    /// <summary>A writer wants the VMA, which it may have locked already. Value: the VMA.</summary>
    public static readonly Site Wanted = new("vma-write-wanted", SiteKind.Value)
    {
        Phrase = Site.NoRow,
    };

    /// <summary>A VMA counts as one of a tree's from now on. Value: the VMA.</summary>
    public static readonly Site Attached = new("vma-counts-in", SiteKind.Value)
    {
        Phrase = Site.NoRow,
    };

    /// <summary>A VMA counts as one of a tree's no longer. Value: the VMA.</summary>
    public static readonly Site Detached = new("vma-counts-out", SiteKind.Value)
    {
        Phrase = Site.NoRow,
    };

    /// <summary>A reader drops its reference.</summary>
    public static readonly Site Leave = new("vma-reader-leaves", SiteKind.Place);

    /// <summary>A VMA leaves its tree.</summary>
    public static readonly Site Detach = new("vma-detached", SiteKind.Place);

    /// <summary>A writer lets readers try again.</summary>
    public static readonly Site Reopen = new("vma-writer-reopens", SiteKind.Place);
}
