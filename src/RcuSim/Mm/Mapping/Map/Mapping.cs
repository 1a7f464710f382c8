using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Mm;

/// <summary>Maps memory into an address space.</summary>
/// <remarks>Kernel: <c>do_mmap</c> and <c>mmap_region</c> (<c>mm/mmap.c</c>, <c>mm/vma.c</c>).</remarks>
internal static class Mapping
{
    /// <summary>Maps a range.</summary>
    /// <param name="mm">The address space.</param>
    /// <param name="request">What to map.</param>
    /// <param name="start">The first address that was mapped; 0 after an error.</param>
    /// <returns>
    /// <see cref="Errno.Invalid"/>, also if a file's driver refuses; <see cref="Errno.Exists"/> if something
    /// is mapped there that is not to be replaced; <see cref="Errno.NoMemory"/>, after which what was mapped
    /// there may be gone; <see cref="Errno.Interrupted"/>; or <see cref="Errno.None"/>.
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
            error = error == Errno.None ? Region.Map(mm, held, request, start) : error;
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
        start = 0;
        if (mm.MapCount > mm.Globals.MostMappings)
        {
            return Errno.NoMemory;
        }

        if (request.Start is { } wanted)
        {
            start = wanted;
            return request.Replaces || !mm.FirstVma(start, start + request.Size - 1).Exists
                ? Errno.None
                : Errno.Exists;
        }

        var search = new MapleState<TMachine>(mm.Tree, 0, 0);
        var error = search.EmptyArea(MapRequest.LowestStart, Pages.UserEnd - 1, request.Size);
        start = search.Index;
        return error == Errno.None ? Errno.None : Errno.NoMemory;
    }
}
