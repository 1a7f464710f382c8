using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// Gives all that is mapped in a range other flags, as mprotect, madvise and mlock do, which differ in which
/// flags they change.
/// </summary>
/// <remarks>Kernel: <c>mprotect_fixup</c> and its likes. The commit charge is left as it is.</remarks>
internal static class FlagChange
{
    private const VmFlags Fixed = VmFlags.Shared | VmFlags.Account | VmFlags.NoReserve | VmFlags.GrowsDown;

    /// <summary>Sets the flags, VMA by VMA.</summary>
    /// <param name="mm">The address space.</param>
    /// <param name="start">The first address.</param>
    /// <param name="end">The address after the last.</param>
    /// <param name="flags">
    /// The flags. What sharing, charging and growth are concerned with stays as it is.
    /// </param>
    /// <returns>
    /// <see cref="Errno.Invalid"/> if it is no range of pages, <see cref="Errno.NoMemory"/> if nothing is
    /// mapped there or memory is lacking, perhaps after a part was done, <see cref="Errno.Interrupted"/>, or
    /// <see cref="Errno.None"/>.
    /// </returns>
    [KernelName("do_mprotect_pkey")]
    public static Errno Run<TMachine>(MmStruct<TMachine> mm, ulong start, ulong end, VmFlags flags)
        where TMachine : struct, IMachine
    {
        var machine = mm.Machine;
        machine.BeginOperation(MmSites.Mprotect, start);
        var error = Errno.Invalid;
        if (Pages.IsAligned(start) && Pages.IsAligned(end) && start < end)
        {
            error = mm.Lock.WriteKillable(out var held);
            if (error == Errno.None)
            {
                error = Change(mm, held, start, end, flags & ~Fixed);
                held.Dispose();
            }
        }

        machine.Observe(MmSites.ChangeResult, (ulong)(long)error);
        machine.EndOperation(MmSites.Mprotect);
        return error;
    }

    private static Errno Change<TMachine>(
        MmStruct<TMachine> mm, MmapWriteGuard<TMachine> held, ulong start, ulong end, VmFlags flags)
        where TMachine : struct, IMachine
    {
        var vma = mm.FirstVma(start, end - 1);
        var error = vma.Exists ? Errno.None : Errno.NoMemory;
        while (vma.Exists && error == Errno.None)
        {
            ulong first = Math.Max(vma.Start, start);
            ulong last = Math.Min(vma.End, end);
            error = ChangeOne(mm, held, vma, first, last, flags);
            vma = last < end ? mm.FirstVma(last, end - 1) : default;
        }

        return error;
    }

    [KernelName("mprotect_fixup")]
    private static Errno ChangeOne<TMachine>(
        MmStruct<TMachine> mm,
        MmapWriteGuard<TMachine> held,
        Vma<TMachine> vma,
        ulong start,
        ulong end,
        VmFlags flags)
        where TMachine : struct, IMachine
    {
        var before = vma.Flags;
        var after = flags | (before & Fixed);
        if (before == after)
        {
            return Errno.None;
        }

        var error = Modification.Run(mm, held, vma, start, end, after, out vma);
        if (error != Errno.None)
        {
            return error;
        }

        if (vma.Flags != after)
        {
            vma.Lock.StartWrite(held);
            mm.Machine.Observe(MappingSites.Flags, vma.Address);
            vma.SetFlags(after);
        }

        long pages = (long)Pages.Count(start, end);
        mm.CountPages(before, -pages);
        mm.CountPages(after, pages);
        mm.CountLocked((after.Has(VmFlags.Locked) ? pages : 0) - (before.Has(VmFlags.Locked) ? pages : 0));
        return Errno.None;
    }
}
