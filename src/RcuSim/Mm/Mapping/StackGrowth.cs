using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Mm;

/// <summary>A stack grows downwards to meet a fault below it.</summary>
/// <remarks>
/// Kernel: <c>expand_downwards</c> (<c>mm/vma.c</c>). Up to 6.4 it ran under the mmap lock held for reading,
/// with readers in the tree that rely on that lock alone (CVE-2023-3269).
/// </remarks>
internal static class StackGrowth
{
    /// <summary>Moves a stack's start down to the page of an address.</summary>
    /// <param name="mm">The address space; its lock is held for writing.</param>
    /// <param name="held">
    /// That hold; nothing when the growth runs under the read lock by a bug switch.
    /// </param>
    /// <param name="vma">The first VMA above the address.</param>
    /// <param name="address">The address.</param>
    /// <returns>
    /// <see cref="Errno.Fault"/> if it is no stack, <see cref="Errno.NoMemory"/> if it may not grow so far,
    /// or <see cref="Errno.None"/>.
    /// </returns>
    [KernelName("expand_downwards")]
    public static Errno Expand<TMachine>(
        MmStruct<TMachine> mm, MmapWriteGuard<TMachine> held, Vma<TMachine> vma, ulong address)
        where TMachine : struct, IMachine
    {
        var machine = mm.Machine;
        machine.BeginOperation(MmSites.ExpandStack, address);
        var error = !vma.Flags.Has(VmFlags.GrowsDown)
            ? Errno.Fault
            : Grow(mm, held, vma, address - (address % Pages.Size));
        machine.Observe(MmSites.ChangeResult, (ulong)(long)error);
        machine.EndOperation(MmSites.ExpandStack);
        return error;
    }

    private static Errno Grow<TMachine>(
        MmStruct<TMachine> mm, MmapWriteGuard<TMachine> held, Vma<TMachine> vma, ulong start)
        where TMachine : struct, IMachine
    {
        var machine = mm.Machine;
        ulong oldStart = vma.Start;
        ulong end = vma.End;
        var state = new MapleState<TMachine>(mm.Tree, oldStart, oldStart);
        if (!HasRoom(machine, ref state, start))
        {
            return Errno.NoMemory;
        }

        ulong pages = Pages.Count(start, oldStart);
        ulong charge = vma.Flags.Has(VmFlags.Account) ? pages : 0;
        if (charge != 0 && mm.World.Charge(charge) != Errno.None)
        {
            return Errno.NoMemory;
        }

        state.SetRange(start, end - 1);
        if (state.Preallocate(vma.Address) != Errno.None)
        {
            mm.World.Uncharge(charge);
            return Errno.NoMemory;
        }

        if (held.IsHeld)
        {
            vma.Lock.StartWrite(held);
        }

        vma.GrowDownTo(start);
        state.StorePreallocated(vma.Address);
        mm.Count(vmas: 0, (long)pages);
        return Errno.None;
    }

    /// <summary>True if what lies below leaves the guard gap free; another stack needs none.</summary>
    private static bool HasRoom<TMachine>(TMachine machine, ref MapleState<TMachine> state, ulong start)
        where TMachine : struct, IMachine
    {
        var below = new Vma<TMachine>(machine, state.Previous(0));
        return !below.Exists
            || below.Flags.Has(VmFlags.GrowsDown)
            || start - below.End >= Pages.GuardGap;
    }
}
