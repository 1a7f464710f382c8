using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Mm;

/// <summary>Unmaps all VMAs in a range.</summary>
/// <remarks>
/// Kernel: <c>do_vmi_align_munmap</c> (<c>mm/vma.c</c>). A range that cuts a VMA is refused instead of
/// splitting it, and the lock is not downgraded for the freeing. The kernel detaches the VMAs before it
/// clears the range in the tree; here after it, so that a failure of that store has nothing to take back.
/// </remarks>
internal static class Unmapping
{
    /// <summary>Unmaps a range.</summary>
    /// <param name="mm">The address space.</param>
    /// <param name="start">The first address.</param>
    /// <param name="end">The address after the last.</param>
    /// <returns>
    /// <see cref="Errno.Invalid"/> if it cuts a VMA or is no range of pages, <see cref="Errno.NoMemory"/> or
    /// <see cref="Errno.Interrupted"/> with nothing changed, or <see cref="Errno.None"/>, also if nothing was
    /// mapped.
    /// </returns>
    [KernelName("do_munmap")]
    public static Errno Run<TMachine>(MmStruct<TMachine> mm, ulong start, ulong end)
        where TMachine : struct, IMachine
    {
        var machine = mm.Machine;
        machine.BeginOperation(MmSites.Munmap, start);
        var error = Errno.Invalid;
        if (Pages.IsAligned(start) && Pages.IsAligned(end) && start < end)
        {
            error = mm.Lock.WriteKillable(out var held);
            if (error == Errno.None)
            {
                error = Unmap(mm, held, start, end);
                held.Dispose();
            }
        }

        machine.Observe(MmSites.ChangeResult, (ulong)(long)error);
        machine.EndOperation(MmSites.Munmap);
        return error;
    }

    private static Errno Unmap<TMachine>(
        MmStruct<TMachine> mm, MmapWriteGuard<TMachine> held, ulong start, ulong end)
        where TMachine : struct, IMachine
    {
        var state = new MapleState<TMachine>(mm.Tree, start, start);
        var error = Gather(mm, held, ref state, start, end, out var first);
        if (error != Errno.None || !first.Exists)
        {
            return error;
        }

        state.SetRange(start, end - 1);
        error = state.StoreAllocating(0);
        if (error == Errno.None)
        {
            VmaRemoval.Gathered(mm, held, first);
        }

        return error;
    }

    /// <summary>Locks every VMA in the range and chains them through their own words.</summary>
    [KernelName("vms_gather_munmap_vmas")]
    private static Errno Gather<TMachine>(
        MmStruct<TMachine> mm,
        MmapWriteGuard<TMachine> held,
        ref MapleState<TMachine> state,
        ulong start,
        ulong end,
        out Vma<TMachine> first)
        where TMachine : struct, IMachine
    {
        first = default;
        ulong found;
        while ((found = state.Find(end - 1)) != 0)
        {
            var vma = new Vma<TMachine>(mm.Machine, found);
            if (vma.Start < start || vma.End > end)
            {
                return Errno.Invalid;
            }

            vma.Lock.StartWrite(held);
            vma.Put(VmaWords.GatherNext, first.Address);
            first = vma;
        }

        return Errno.None;
    }
}
