using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>Undoes a copy that failed half way, while both mmap locks are still held for writing.</summary>
/// <remarks>
/// Kernel: <c>undo_dup_mmap</c> (v3 of September 2023). The limit bounds the walk over the tree only; page
/// tables are freed up to the top, since above the limit the child has none. A limit of 0 means that
/// nothing was copied, which the kernel's code has to distinguish from "everything" by hand.
/// </remarks>
internal static class ForkUndo
{
    /// <summary>
    /// Removes the child's VMAs below the limit and destroys its tree; the rest are the parent's.
    /// </summary>
    [KernelName("undo_dup_mmap")]
    public static void Run<TMachine>(
        MmStruct<TMachine> child, MmapWriteGuard<TMachine> childHeld, ulong limit)
        where TMachine : struct, IMachine
    {
        var machine = child.Machine;
        machine.BeginOperation(MmSites.UndoFork, child.Address);
        if (limit != 0)
        {
            VmaRemoval.All(child, childHeld, limit);
        }

        machine.Observe(MmSites.BalanceMapCount, child.MapCount);
        child.Tree.Destroy();
        machine.EndOperation(MmSites.UndoFork);
    }
}
