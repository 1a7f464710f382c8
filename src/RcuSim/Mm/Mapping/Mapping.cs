using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Mm;

/// <summary>Maps memory into an address space.</summary>
/// <remarks>
/// Kernel: <c>mmap_region</c> (<c>mm/vma.c</c>). Never merges with a neighbour; never replaces what is
/// mapped.
/// </remarks>
internal static class Mapping
{
    /// <summary>Adds one VMA.</summary>
    /// <param name="mm">The address space.</param>
    /// <param name="request">What to map.</param>
    /// <param name="start">The first address that was mapped; 0 after an error.</param>
    /// <returns>
    /// <see cref="Errno.Invalid"/>, <see cref="Errno.Exists"/> if something is mapped there,
    /// <see cref="Errno.NoMemory"/>, <see cref="Errno.Interrupted"/>, or <see cref="Errno.None"/>.
    /// </returns>
    [KernelName("do_mmap")]
    public static Errno Run<TMachine>(MmStruct<TMachine> mm, MapRequest request, out ulong start)
        where TMachine : struct, IMachine
    {
        var machine = mm.Machine;
        machine.BeginOperation(MmSites.Mmap, mm.Address);
        var error = request.IsValid ? mm.Lock.WriteKillable(out var held) : Refuse(out held);
        start = 0;
        if (error == Errno.None)
        {
            error = FindRoom(mm, request, out start);
            error = error == Errno.None ? Add(mm, held, request, start) : error;
            held.Dispose();
        }

        start = error == Errno.None ? start : 0;
        machine.Observe(MmSites.ChangeResult, (ulong)(long)error);
        machine.EndOperation(MmSites.Mmap);
        return error;
    }

    private static Errno Refuse<TMachine>(out MmapWriteGuard<TMachine> held)
        where TMachine : struct, IMachine
    {
        held = default;
        return Errno.Invalid;
    }

    [KernelName("get_unmapped_area")]
    private static Errno FindRoom<TMachine>(MmStruct<TMachine> mm, MapRequest request, out ulong start)
        where TMachine : struct, IMachine
    {
        ulong size = request.Pages * Pages.Size;
        if (request.Start is { } wanted)
        {
            start = wanted;
            var state = new MapleState<TMachine>(mm.Tree, start, start);
            return state.Find(start + size - 1) == 0 ? Errno.None : Errno.Exists;
        }

        var search = new MapleState<TMachine>(mm.Tree, 0, 0);
        var error = search.EmptyArea(MapRequest.LowestStart, Pages.UserEnd - 1, size);
        start = search.Index;
        return error == Errno.None ? Errno.None : Errno.NoMemory;
    }

    [KernelName("__mmap_new_vma")]
    private static Errno Add<TMachine>(
        MmStruct<TMachine> mm, MmapWriteGuard<TMachine> held, MapRequest request, ulong start)
        where TMachine : struct, IMachine
    {
        bool accountable = request.Flags.Has(VmFlags.Account);
        if (accountable && mm.Globals.Charge(request.Pages) != Errno.None)
        {
            return Errno.NoMemory;
        }

        var error = Insert(mm, held, request, start);
        if (error != Errno.None && accountable)
        {
            mm.Globals.Uncharge(request.Pages);
        }

        return error;
    }

    private static Errno Insert<TMachine>(
        MmStruct<TMachine> mm, MmapWriteGuard<TMachine> held, MapRequest request, ulong start)
        where TMachine : struct, IMachine
    {
        var vma = Vma<TMachine>.Allocate(mm.Machine);
        if (!vma.Exists)
        {
            return Errno.NoMemory;
        }

        ulong end = start + (request.Pages * Pages.Size);
        ulong pageOffset = request.File == 0 ? Pages.Count(0, start) : request.PageOffset;
        vma.Initialise(mm.Address, start, end, request.Flags, request.File, pageOffset);
        var state = new MapleState<TMachine>(mm.Tree, start, end - 1);
        if (state.Preallocate(vma.Address) != Errno.None)
        {
            vma.Free();
            return Errno.NoMemory;
        }

        // Locked before a reader can find it, as it is still changed after that.
        vma.Lock.StartWrite(held);
        vma.Lock.Attach();
        state.StorePreallocated(vma.Address);
        mm.Count(vmas: 1, (long)request.Pages);
        var file = vma.File;
        if (file.Exists)
        {
            file.Link(vma);
            file.Open();
        }

        return Errno.None;
    }
}
