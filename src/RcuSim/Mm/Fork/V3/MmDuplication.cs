using RcuSim.Faults;
using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>Copies the mappings of one address space into another, empty one.</summary>
/// <remarks>
/// <para>Kernel: <c>dup_mmap</c> as posted in September 2023 (v3): the tree is duplicated whole, so that for
/// a while the child's tree holds the parent's VMAs; these are then replaced one by one. Both mmap locks are
/// held for writing throughout, also while a failure is undone, so that under the child's lock its tree is
/// complete or empty.</para>
/// <para>Left out: the executable's reference, userfaultfd, hugetlb reservations, memory policies.</para>
/// </remarks>
internal static class MmDuplication
{
    /// <summary>Copies all mappings.</summary>
    /// <returns>An error leaves the child with an empty tree.</returns>
    [KernelName("dup_mmap")]
    public static Errno Run<TMachine>(MmStruct<TMachine> parent, MmStruct<TMachine> child)
        where TMachine : struct, IMachine
    {
        using var fork = parent.Globals.DuplicationLock.Read();
        var error = parent.Lock.WriteKillable(out var parentGuard);
        if (error != Errno.None)
        {
            return error;
        }

        using var parentHeld = parentGuard;
        using var childHeld = child.Lock.Write();
        child.TakeCounts(parent);
        error = parent.Tree.DuplicateLocked(parentHeld.Semaphore, child.Tree, childHeld.Semaphore);
        return error == Errno.None ? Replace(child, parentHeld, childHeld) : error;
    }

    /// <summary>Replaces the parent's VMAs in the child's tree by copies, or undoes all.</summary>
    private static Errno Replace<TMachine>(
        MmStruct<TMachine> child, MmapWriteGuard<TMachine> parentHeld, MmapWriteGuard<TMachine> childHeld)
        where TMachine : struct, IMachine
    {
        // Nobody can walk the child's tree by RCU before fork returns, so its nodes may be changed in place.
        child.Tree.LeaveRcuMode();
        var copier = new VmaCopier<TMachine>(child, parentHeld, childHeld, AnonForm.V618);
        var error = copier.CopyAll(out ulong limit);
        if (error != Errno.None)
        {
            ForkUndo.Run(child, childHeld, limit);
        }
        else if (!child.Machine.Acts(BugSwitch.RcuModeWindow))
        {
            child.Tree.EnterRcuMode();
        }

        return error;
    }
}
