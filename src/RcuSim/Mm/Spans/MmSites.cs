using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>The named places of this layer. Part of them is the contract with the oracles.</summary>
/// <remarks>
/// <para>Use: from <see cref="UseMm"/>, <see cref="UseAddress"/>, <see cref="UseVma"/> (in this order) to
/// <see cref="UseEnd"/> a thread treats a VMA as one of that mm, after whatever checks it makes
/// itself.</para>
/// <para>Iteration: <see cref="WalkBegin"/>, then one use an entry, then <see cref="WalkEnd"/>.</para>
/// </remarks>
public static class MmSites
{
    /// <summary>Operation: fork copies an address space. Value: the parent's mm.</summary>
    public static readonly Site Fork = new("fork", SiteKind.Operation, "dup_mm");

    /// <summary>Operation: a page fault. Value: the address.</summary>
    public static readonly Site Fault = new("page-fault", SiteKind.Operation, "do_user_addr_fault");

    /// <summary>Operation: find and lock a VMA under RCU. Value: the address.</summary>
    internal static readonly Site LockVma = new("lock-vma", SiteKind.Operation, "lock_vma_under_rcu");

    /// <summary>Operation: find a VMA under the mmap lock. Value: the address.</summary>
    public static readonly Site FindVma = new("find-vma", SiteKind.Operation, "find_vma");

    /// <summary>Operation: map memory. Value: the mm.</summary>
    internal static readonly Site Mmap = new("mmap", SiteKind.Operation, "do_mmap");

    /// <summary>Operation: unmap memory. Value: the first address.</summary>
    internal static readonly Site Munmap = new("munmap", SiteKind.Operation, "do_munmap");

    /// <summary>Operation: add to the heap. Value: where it ends.</summary>
    internal static readonly Site Brk = new("brk", SiteKind.Operation, "do_brk_flags");

    /// <summary>Operation: change the flags of what is mapped. Value: the first address.</summary>
    internal static readonly Site Mprotect = new("mprotect", SiteKind.Operation, "do_mprotect_pkey");

    /// <summary>Operation: grow a stack downwards. Value: the address.</summary>
    internal static readonly Site ExpandStack = new("expand-stack", SiteKind.Operation, "expand_downwards");

    /// <summary>Operation: tear an address space down. Value: the mm.</summary>
    internal static readonly Site ExitMmap = new("exit", SiteKind.Operation, "exit_mmap");

    /// <summary>Operation: list the mappings of a process. Value: the mm.</summary>
    internal static readonly Site ReadMaps = new("read-maps", SiteKind.Operation, "show_map");

    /// <summary>Operation: visit all mappings of a file. Value: the file.</summary>
    internal static readonly Site WalkRmap = new("walk-rmap", SiteKind.Operation, "rmap_walk_file");

    /// <summary>Operation: visit all VMAs in which an anonymous page may be mapped. Value: where it is
    /// mapped.</summary>
    internal static readonly Site WalkAnonRmap =
        new("walk-anon-rmap", SiteKind.Operation, "rmap_walk_anon");

    /// <summary>Operation: a scanner visits an mm. Value: the mm.</summary>
    internal static readonly Site Scan = new("scan", SiteKind.Operation, "unuse_mm");

    /// <summary>Operation: undo a failed copy. Value: the child's mm.</summary>
    internal static readonly Site UndoFork = new("undo-fork", SiteKind.Operation, "undo_dup_mmap");

    /// <summary>Use, first: the mm of which the VMA is taken to be.</summary>
    internal static readonly Site UseMm = new("use-mm", SiteKind.Use)
    {
        Phrase = Site.NoRow,
    };

    /// <summary>Use, second: the address wanted, or the VMA's start.</summary>
    internal static readonly Site UseAddress = new("use-address", SiteKind.Use)
    {
        Phrase = Site.NoRow,
    };

    /// <summary>
    /// Use, third: the VMA, or 0 if the lookup found none (no <see cref="UseEnd"/> follows then).
    /// </summary>
    internal static readonly Site UseVma = new("use-vma", SiteKind.Use)
    {
        Phrase = Use,
    };

    /// <summary>The use is over. Value: the VMA.</summary>
    internal static readonly Site UseEnd = new("use-end", SiteKind.Use);

    /// <summary>An iteration over all VMAs of an mm begins. Value: the mm.</summary>
    internal static readonly Site WalkBegin = new("walk-begin", SiteKind.Walk);

    /// <summary>The iteration has seen everything. Value: the mm.</summary>
    internal static readonly Site WalkEnd = new("walk-end", SiteKind.Walk);

    /// <summary>
    /// The VMA that is linked to an anon_vma, leaves it, or may map its pages; said first.
    /// </summary>
    internal static readonly Site AnonVmaOf = new("anon-vma-of", SiteKind.Walk)
    {
        Phrase = Site.NoRow,
    };

    /// <summary>A VMA was linked to an anon_vma, and is in its tree. Value: the anon_vma.</summary>
    internal static readonly Site AnonLinked = new("anon-linked", SiteKind.Value)
    {
        Phrase = said => $"linked {said.Name(said.Last(AnonVmaOf))} to {said.Name(said.Value)}",
    };

    /// <summary>A VMA leaves the tree of an anon_vma. Value: the anon_vma.</summary>
    internal static readonly Site AnonUnlinked = new("anon-unlinked", SiteKind.Value)
    {
        Phrase = said => $"unlinks {said.Name(said.Last(AnonVmaOf))} from {said.Name(said.Value)}",
    };

    /// <summary>
    /// Pages of an anon_vma may be mapped in a VMA from now on (<see cref="AnonVmaOf"/>). Value: the
    /// anon_vma.
    /// </summary>
    internal static readonly Site MayMap = new("may-map", SiteKind.Walk)
    {
        Phrase = Site.NoRow,
    };

    /// <summary>
    /// Pages of whatever may be mapped in one VMA may be mapped in another, too (<see cref="AnonVmaOf"/>).
    /// Value: the one.
    /// </summary>
    internal static readonly Site MayMapToo = new("may-map-too", SiteKind.Walk)
    {
        Phrase = Site.NoRow,
    };

    /// <summary>No anonymous page is mapped in a VMA any more. Value: the VMA.</summary>
    internal static readonly Site MapsNoMore = new("maps-no-more", SiteKind.Walk)
    {
        Phrase = Site.NoRow,
    };

    /// <summary>A walk over the VMAs of a page, under the lock: which page. Value: the offset.</summary>
    internal static readonly Site RmapPage = new("rmap-page", SiteKind.Walk);

    /// <summary>The walk begins, after <see cref="RmapPage"/>. Value: the anon_vma.</summary>
    internal static readonly Site RmapBegin = new("rmap-begin", SiteKind.Walk);

    /// <summary>The walk has used every VMA that it found. Value: the anon_vma.</summary>
    internal static readonly Site RmapEnd = new("rmap-end", SiteKind.Walk);

    /// <summary>How fork ended: an <see cref="Errno"/>, sign-extended.</summary>
    public static readonly Site ForkResult = new("fork-result", SiteKind.Result);

    /// <summary>How a page fault ended: an <see cref="Errno"/>, sign-extended.</summary>
    public static readonly Site FaultResult = new("fault-result", SiteKind.Result);

    /// <summary>
    /// How mapping, unmapping or stack growth ended: an <see cref="Errno"/>, sign-extended.
    /// </summary>
    internal static readonly Site ChangeResult = new("change-result", SiteKind.Result);

    /// <summary>Failure: a fatal signal is pending while fork copies.</summary>
    internal static readonly Site ForkSignal = new("fork-signal", SiteKind.Failure, "fatal_signal_pending");

    /// <summary>Failure: no commit charge is left.</summary>
    internal static readonly Site Charge = new("charge", SiteKind.Failure, "security_vm_enough_memory_mm");

    /// <summary>Failure: copying page tables runs out of memory half way.</summary>
    internal static readonly Site CopyPages = new("copy-pages", SiteKind.Failure, "copy_page_range");

    /// <summary>Retry: the VMA found was detached meanwhile.</summary>
    internal static readonly Site LockVmaRetry = new("lock-vma-retry", SiteKind.Retry, "lock_vma_under_rcu");

    /// <summary>Retry: the references to an anon_vma changed meanwhile.</summary>
    internal static readonly Site AnonGrabRetry =
        new("anon-grab-retry", SiteKind.Retry, "atomic_inc_not_zero");

    /// <summary>Balance: VMAs counted less VMAs torn down.</summary>
    internal static readonly Site BalanceMapCount = new("map-count-left", SiteKind.Balance, "map_count");

    /// <summary>Balance: pages still counted as resident after teardown.</summary>
    internal static readonly Site BalanceResident = new("rss-left", SiteKind.Balance, "check_mm");

    /// <summary>Balance: bytes of page tables still counted after teardown.</summary>
    internal static readonly Site BalanceTables =
        new("page-table-bytes-left", SiteKind.Balance, "pgtables_bytes");

    /// <summary>Balance: VMAs and others below it that an anon_vma counts when it is freed.</summary>
    internal static readonly Site BalanceAnonVma =
        new("anon-vma-users-left", SiteKind.Balance, "num_active_vmas");

    /// <summary>Balance: pages still charged when no address space is left.</summary>
    internal static readonly Site BalanceCommitted =
        new("committed-left", SiteKind.Balance, "vm_committed_as");

    /// <summary>Balance: references to a file, or mappings of it, that are left.</summary>
    internal static readonly Site BalanceFile = new("file-references-left", SiteKind.Balance);

    private static string Use(IObservation said)
    {
        string place = $"{said.Name(said.Last(UseMm))} at 0x{said.Last(UseAddress):x}";
        return said.Value == 0
            ? $"finds no VMA of {place}"
            : $"uses {said.Name(said.Value)} as VMA of {place}";
    }
}
