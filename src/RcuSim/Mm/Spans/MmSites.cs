using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// The named places of this layer: numbers 400–599. Part of them is the contract with the oracles.
/// </summary>
/// <remarks>
/// <para>Use: from <see cref="UseMm"/>, <see cref="UseAddress"/>, <see cref="UseVma"/> (in this order) to
/// <see cref="UseEnd"/> a thread treats a VMA as one of that mm, after whatever checks it makes
/// itself.</para>
/// <para>Iteration: <see cref="WalkBegin"/>, then one use an entry, then <see cref="WalkEnd"/>.</para>
/// <para>Operation: a site of 400–418 begins it, <see cref="OperationEnd"/> ends it.</para>
/// <para>Balance: a value observed under a site of 460–469 is 0 in a right execution.</para>
/// </remarks>
public static class MmSites
{
    /// <summary>Operation: fork copies an address space. Value: the parent's mm.</summary>
    public static readonly Site Fork = new(400, "fork", "dup_mmap");

    /// <summary>Operation: a page fault. Value: the address.</summary>
    public static readonly Site Fault = new(401, "page-fault", "handle_mm_fault");

    /// <summary>Operation: find and lock a VMA under RCU. Value: the address.</summary>
    public static readonly Site LockVma = new(402, "lock-vma", "lock_vma_under_rcu");

    /// <summary>Operation: find a VMA under the mmap lock. Value: the address.</summary>
    public static readonly Site FindVma = new(403, "find-vma", "find_vma");

    /// <summary>Operation: map memory. Value: the mm.</summary>
    public static readonly Site Mmap = new(404, "mmap", "do_mmap");

    /// <summary>Operation: unmap memory. Value: the first address.</summary>
    public static readonly Site Munmap = new(405, "munmap", "do_munmap");

    /// <summary>Operation: grow a stack downwards. Value: the address.</summary>
    public static readonly Site ExpandStack = new(406, "expand-stack", "expand_downwards");

    /// <summary>Operation: tear an address space down. Value: the mm.</summary>
    public static readonly Site ExitMmap = new(407, "exit", "exit_mmap");

    /// <summary>Operation: list the mappings of a process. Value: the mm.</summary>
    public static readonly Site ReadMaps = new(408, "read-maps", "show_map");

    /// <summary>Operation: visit all mappings of a file. Value: the file.</summary>
    public static readonly Site WalkRmap = new(409, "walk-rmap", "rmap_walk_file");

    /// <summary>Operation: a scanner visits an mm. Value: the mm.</summary>
    public static readonly Site Scan = new(410, "scan", "unuse_mm");

    /// <summary>Operation: undo a failed copy. Value: the child's mm.</summary>
    public static readonly Site UndoFork = new(411, "undo-fork", "undo_dup_mmap");

    /// <summary>Ends the innermost operation. Value: the number of the site that began it.</summary>
    public static readonly Site OperationEnd = new(419, "end");

    /// <summary>Use, first: the mm of which the VMA is taken to be.</summary>
    public static readonly Site UseMm = new(420, "use-mm");

    /// <summary>Use, second: the address wanted, or the VMA's start.</summary>
    public static readonly Site UseAddress = new(421, "use-address");

    /// <summary>
    /// Use, third: the VMA, or 0 if the lookup found none (no <see cref="UseEnd"/> follows then).
    /// </summary>
    public static readonly Site UseVma = new(422, "use-vma");

    /// <summary>The use is over. Value: the VMA.</summary>
    public static readonly Site UseEnd = new(423, "use-end");

    /// <summary>An iteration over all VMAs of an mm begins. Value: the mm.</summary>
    public static readonly Site WalkBegin = new(424, "walk-begin");

    /// <summary>The iteration has seen everything. Value: the mm.</summary>
    public static readonly Site WalkEnd = new(425, "walk-end");

    /// <summary>How fork ended: an <see cref="Errno"/>, sign-extended.</summary>
    public static readonly Site ForkResult = new(430, "fork-result");

    /// <summary>How a page fault ended: an <see cref="Errno"/>, sign-extended.</summary>
    public static readonly Site FaultResult = new(431, "fault-result");

    /// <summary>
    /// How mapping, unmapping or stack growth ended: an <see cref="Errno"/>, sign-extended.
    /// </summary>
    public static readonly Site ChangeResult = new(432, "change-result");

    /// <summary>Failure: a fatal signal is pending while fork copies.</summary>
    public static readonly Site ForkSignal = new(440, "fork-signal", "fatal_signal_pending");

    /// <summary>Failure: no commit charge is left.</summary>
    public static readonly Site Charge = new(441, "charge", "security_vm_enough_memory_mm");

    /// <summary>Failure: copying page tables runs out of memory half way.</summary>
    public static readonly Site CopyPages = new(442, "copy-pages", "copy_page_range");

    /// <summary>Retry: the VMA found was detached meanwhile.</summary>
    public static readonly Site LockVmaRetry = new(450, "lock-vma-retry", "lock_vma_under_rcu");

    /// <summary>Balance: VMAs counted less VMAs torn down.</summary>
    public static readonly Site BalanceMapCount = new(460, "map-count-left", "map_count");

    /// <summary>Balance: pages still counted as resident after teardown.</summary>
    public static readonly Site BalanceResident = new(461, "rss-left", "check_mm");

    /// <summary>Balance: pages still charged when no address space is left.</summary>
    public static readonly Site BalanceCommitted = new(462, "committed-left", "vm_committed_as");

    /// <summary>Balance: references to a file, or mappings of it, that are left.</summary>
    public static readonly Site BalanceFile = new(463, "file-references-left");
}
