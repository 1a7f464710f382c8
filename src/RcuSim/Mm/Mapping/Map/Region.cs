using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>Maps a range whose address is settled, in place of what is mapped there.</summary>
/// <remarks>
/// What was there loses its pages first, and then its place in the tree in the same step in which the new VMA
/// comes: a walker meets one or the other, never a gap. Only a failure after the pages are gone leaves one.
/// </remarks>
internal static class Region
{
    /// <summary>Maps it.</summary>
    /// <param name="mm">The address space.</param>
    /// <param name="held">The hold on its lock.</param>
    /// <param name="request">What to map.</param>
    /// <param name="start">Where.</param>
    /// <returns>
    /// <see cref="Errno.NoMemory"/>, <see cref="Errno.Invalid"/> if a driver refuses, or <see
    /// cref="Errno.None"/>.
    /// </returns>
    [KernelName("__mmap_region")]
    public static Errno Map<TMachine>(
        MmStruct<TMachine> mm, MmapWriteGuard<TMachine> held, MapRequest request, ulong start)
        where TMachine : struct, IMachine
    {
        var old = new GatheredVmas<TMachine>(mm, start, start + request.Size);
        var error = old.Gather(held);
        if (error != Errno.None)
        {
            return error;
        }

        error = Charge(mm, ref request, ref old, out ulong charged);
        if (error == Errno.None)
        {
            old.CleanUp();
            var place = Beside(request, start, old.Previous, old.Next);
            error = Place(mm, held, request, place, out var vma);
            if (error == Errno.None)
            {
                Complete(mm, held, request, ref old, vma);
                return Errno.None;
            }
        }

        mm.Globals.Uncharge(charged);
        old.Abort();
        return error;
    }

    /// <summary>
    /// Asks the limits and charges what is more than before; the charge of what was there is taken over.
    /// </summary>
    /// <remarks>
    /// As in the kernel, what was taken over is lost if mapping fails after that and a gap is left.
    /// </remarks>
    [KernelName("__mmap_setup")]
    private static Errno Charge<TMachine>(
        MmStruct<TMachine> mm, ref MapRequest request, ref GatheredVmas<TMachine> old, out ulong charged)
        where TMachine : struct, IMachine
    {
        charged = 0;
        if (!mm.HasRoomFor(request.Pages - old.PageCount))
        {
            return Errno.NoMemory;
        }

        if (!(request.IsListed ? request.Flags.Has(VmFlags.Account) : request.Flags.IsAccountable()))
        {
            return Errno.None;
        }

        ulong more = request.Pages - old.Charged;
        if (more != 0 && mm.Globals.Charge(more) != Errno.None)
        {
            return Errno.NoMemory;
        }

        charged = more;
        old.LeaveCharge();
        request = request with { Flags = request.Flags | VmFlags.Account };
        return Errno.None;
    }

    /// <summary>Lets a neighbour stand for the range, or else makes a VMA.</summary>
    private static Errno Place<TMachine>(
        MmStruct<TMachine> mm,
        MmapWriteGuard<TMachine> held,
        in MapRequest request,
        in MergeRequest<TMachine> place,
        out Vma<TMachine> vma)
        where TMachine : struct, IMachine
    {
        vma = default;
        if (!request.IsListed)
        {
            // Without memory for a merge there may be some for a VMA.
            _ = Merging.AddRange(mm, held, place, out vma);
        }

        return vma.Exists ? Errno.None : Add(mm, held, request, place.Start, out vma);
    }

    private static MergeRequest<TMachine> Beside<TMachine>(
        in MapRequest request, ulong start, Vma<TMachine> previous, Vma<TMachine> next)
        where TMachine : struct, IMachine => new()
        {
            Previous = previous,
            Next = next,
            Start = start,
            End = start + request.Size,
            Flags = request.Flags,
            File = request.File,
            PageOffset = request.OffsetAt(start),
        };

    [KernelName("__mmap_new_vma")]
    private static Errno Add<TMachine>(
        MmStruct<TMachine> mm,
        MmapWriteGuard<TMachine> held,
        in MapRequest request,
        ulong start,
        out Vma<TMachine> vma)
        where TMachine : struct, IMachine
    {
        vma = Vma<TMachine>.Allocate(mm.Machine);
        if (!vma.Exists)
        {
            return Errno.NoMemory;
        }

        ulong end = start + request.Size;
        vma.Initialise(mm.Address, start, end, request.Flags, request.File, request.OffsetAt(start));
        var error = PreparedStore<TMachine>.Prepare(mm, vma, start, end, out var store);
        if (error == Errno.None && IsRefused(vma))
        {
            store.Drop();
            error = Errno.Invalid;
        }

        if (error != Errno.None)
        {
            vma.Free();
            return error;
        }

        // Locked before a reader can find it, as it is still changed after that.
        vma.Lock.StartWrite(held);
        vma.Lock.Attach();
        store.CarryOut(vma);
        mm.CountMappings(1);
        var file = vma.File;
        if (file.Exists)
        {
            file.Link(vma);
            file.CountMapping();
        }

        return Errno.None;
    }

    /// <summary>True if the driver behind the file does not want to be mapped.</summary>
    [KernelName("call_mmap")]
    private static bool IsRefused<TMachine>(Vma<TMachine> vma)
        where TMachine : struct, IMachine =>
        vma.File.Exists && vma.File.HasDriver && vma.Machine.Fails(MappingSites.Driver);

    [KernelName("__mmap_complete")]
    private static void Complete<TMachine>(
        MmStruct<TMachine> mm,
        MmapWriteGuard<TMachine> held,
        in MapRequest request,
        ref GatheredVmas<TMachine> old,
        Vma<TMachine> vma)
        where TMachine : struct, IMachine
    {
        old.CountOut();
        old.End(isLocked: true);
        long pages = (long)request.Pages;
        mm.CountPages(request.Flags, pages);
        mm.CountLocked(request.Flags.Has(VmFlags.Locked) ? pages : 0);

        // The kernel notes here that the VMA is new since somebody looked (VM_SOFTDIRTY).
        vma.Lock.StartWrite(held);
    }
}
