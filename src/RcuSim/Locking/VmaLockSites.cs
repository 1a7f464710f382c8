using RcuSim.Machine;

namespace RcuSim.Locking;

/// <summary>The named places of the per-VMA lock: numbers 110–119.</summary>
public static class VmaLockSites
{
    /// <summary>Retry: a reader's count changed under its compare-exchange.</summary>
    public static readonly Site Read = new(110, "vma-read-retry", "vma_start_read");

    /// <summary>Retry: a writer's announcement met a reader's compare-exchange.</summary>
    public static readonly Site Write = new(111, "vma-write-retry", "__vma_enter_locked");
}
