using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Mm;

/// <summary>Unmaps what is mapped in a range.</summary>
/// <remarks>
/// Kernel: <c>do_vmi_align_munmap</c> (<c>mm/vma.c</c>, 6.12 and later). VMAs that the range cuts are split.
/// The part that takes long, freeing, is done under the lock held for reading if the caller wants that.
/// </remarks>
internal static class Unmapping
{
    /// <summary>Unmaps a range.</summary>
    /// <param name="mm">The address space.</param>
    /// <param name="start">The first address.</param>
    /// <param name="end">The address after the last.</param>
    /// <param name="downgrade">True: readers of the address space are let in before anything is
    /// freed.</param>
    /// <returns>
    /// <see cref="Errno.Invalid"/> if it is no range of pages, <see cref="Errno.NoMemory"/>, then all is
    /// mapped that was, perhaps by more VMAs; <see cref="Errno.Interrupted"/> with nothing changed; or <see
    /// cref="Errno.None"/>, also if nothing was mapped.
    /// </returns>
    [KernelName("do_munmap")]
    public static Errno Run<TMachine>(
        MmStruct<TMachine> mm, ulong start, ulong end, bool downgrade = true)
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
                error = Unmap(mm, held, new(mm, start, end), start, end, downgrade);
            }
        }

        machine.Observe(MmSites.ChangeResult, (ulong)(long)error);
        machine.EndOperation(MmSites.Munmap);
        return error;
    }

    /// <summary>Unmaps the range and releases the lock.</summary>
    private static Errno Unmap<TMachine>(
        MmStruct<TMachine> mm,
        MmapWriteGuard<TMachine> held,
        GatheredVmas<TMachine> vmas,
        ulong start,
        ulong end,
        bool downgrade)
        where TMachine : struct, IMachine
    {
        var error = vmas.Gather(held);
        if (error == Errno.None && !vmas.IsEmpty)
        {
            error = Clear(mm, ref vmas, start, end);
        }

        if (error != Errno.None || vmas.IsEmpty)
        {
            held.Dispose();
            return error;
        }

        vmas.CountOut();
        if (downgrade)
        {
            using var shared = held.Downgrade();
            vmas.End(isLocked: false);
        }
        else
        {
            vmas.End(isLocked: true);
            held.Dispose();
        }

        return Errno.None;
    }

    /// <summary>Takes what was gathered out of the tree: nobody finds it there any more.</summary>
    private static Errno Clear<TMachine>(
        MmStruct<TMachine> mm, ref GatheredVmas<TMachine> vmas, ulong start, ulong end)
        where TMachine : struct, IMachine
    {
        var state = new MapleState<TMachine>(mm.Tree, start, end - 1);
        var error = mm.Machine.Fails(MappingSites.ClearRange) ? Errno.NoMemory : state.StoreAllocating(0);
        if (error != Errno.None)
        {
            vmas.TakeBack();
        }
        else
        {
            mm.Machine.Observe(MappingSites.Cleared, start);
        }

        return error;
    }
}
