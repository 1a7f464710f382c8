using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Mm;

/// <summary>Adds to the heap, or begins one.</summary>
internal static class HeapGrowth
{
    private const VmFlags Flags = VmFlags.Read | VmFlags.Write | VmFlags.Account;

    /// <summary>Maps pages at the end of the heap.</summary>
    /// <param name="mm">The address space.</param>
    /// <param name="start">Where the heap ends, or is to begin.</param>
    /// <param name="pages">How many pages.</param>
    /// <returns>
    /// <see cref="Errno.Invalid"/> if it is no range of pages, <see cref="Errno.Exists"/> if something is
    /// mapped there, <see cref="Errno.NoMemory"/>, <see cref="Errno.Interrupted"/>, or <see
    /// cref="Errno.None"/>.
    /// </returns>
    [KernelName("do_brk_flags")]
    public static Errno Run<TMachine>(MmStruct<TMachine> mm, ulong start, ulong pages)
        where TMachine : struct, IMachine
    {
        var machine = mm.Machine;
        machine.BeginOperation(MmSites.Brk, start);
        var error = Errno.Invalid;
        if (new MapRequest(start, pages, Flags).IsValid)
        {
            error = mm.Lock.WriteKillable(out var held);
            if (error == Errno.None)
            {
                error = mm.FirstVma(start, start + (pages * Pages.Size) - 1).Exists
                    ? Errno.Exists
                    : Charge(mm, held, start, pages);
                held.Dispose();
            }
        }

        machine.Observe(MmSites.ChangeResult, (ulong)(long)error);
        machine.EndOperation(MmSites.Brk);
        return error;
    }

    private static Errno Charge<TMachine>(
        MmStruct<TMachine> mm, MmapWriteGuard<TMachine> held, ulong start, ulong pages)
        where TMachine : struct, IMachine
    {
        bool mayGrow = mm.HasRoomFor(pages) && mm.MapCount <= mm.Globals.MostMappings;
        if (!mayGrow || mm.Globals.Charge(pages) != Errno.None)
        {
            return Errno.NoMemory;
        }

        var error = Extend(mm, held, start, start + (pages * Pages.Size), out var heap);
        if (error != Errno.None)
        {
            mm.Globals.Uncharge(pages);
            return error;
        }

        mm.CountPages(Flags, (long)pages);

        // As after mmap: the kernel notes that it has changed (VM_SOFTDIRTY).
        heap.Lock.StartWrite(held);
        return Errno.None;
    }

    /// <summary>Lets the VMA below stand for the range, and only that one; or else makes a VMA.</summary>
    private static Errno Extend<TMachine>(
        MmStruct<TMachine> mm, MmapWriteGuard<TMachine> held, ulong start, ulong end, out Vma<TMachine> heap)
        where TMachine : struct, IMachine
    {
        var request = new MergeRequest<TMachine>
        {
            Previous = mm.VmaBefore(start),
            Start = start,
            End = end,
            Flags = Flags,
            PageOffset = start / Pages.Size,
        };
        var error = Merging.AddRange(mm, held, request, out heap);
        return error != Errno.None || heap.Exists ? error : Begin(mm, held, start, end, out heap);
    }

    private static Errno Begin<TMachine>(
        MmStruct<TMachine> mm, MmapWriteGuard<TMachine> held, ulong start, ulong end, out Vma<TMachine> heap)
        where TMachine : struct, IMachine
    {
        heap = Vma<TMachine>.Allocate(mm.Machine);
        if (!heap.Exists)
        {
            return Errno.NoMemory;
        }

        heap.Initialise(mm.Address, start, end, Flags, file: 0, start / Pages.Size);
        heap.Lock.StartWrite(held);
        heap.Lock.Attach();
        var state = new MapleState<TMachine>(mm.Tree, start, end - 1);
        if (state.StoreAllocating(heap.Address) != Errno.None)
        {
            heap.Lock.Detach();
            heap.Free();
            return Errno.NoMemory;
        }

        mm.CountMappings(1);
        return Errno.None;
    }
}
