using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Mm;

/// <summary>A stack grows downwards to meet a fault below it.</summary>
/// <remarks>
/// Kernel: <c>expand_downwards</c> (<c>mm/vma.c</c>). Up to 6.4 it ran under the mmap lock held for reading,
/// with readers in the tree that rely on that lock alone (CVE-2023-3269).
/// </remarks>
internal static partial class StackGrowth
{
    /// <summary>Moves a stack's start down to the page of an address.</summary>
    /// <param name="mm">The address space.</param>
    /// <param name="held">The hold on its lock.</param>
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
        mm.Machine.BeginOperation(MmSites.ExpandStack, address);
        var error = Prepare(mm, vma, address, out var growth);
        if (error == Errno.None)
        {
            vma.Lock.StartWrite(held);
            Grow(mm, vma, ref growth);
        }

        return End(mm.Machine, error);
    }

    /// <summary>Finds out whether the stack may grow, and reserves what that takes.</summary>
    private static Errno Prepare<TMachine>(
        MmStruct<TMachine> mm, Vma<TMachine> vma, ulong address, out Growth<TMachine> growth)
        where TMachine : struct, IMachine
    {
        var machine = mm.Machine;
        growth = default;
        if (!vma.Flags.Has(VmFlags.GrowsDown))
        {
            return Errno.Fault;
        }

        ulong start = address - (address % Pages.Size);
        ulong oldStart = vma.Start;
        ulong end = vma.End;
        var state = new MapleState<TMachine>(mm.Tree, oldStart, oldStart);
        if (!HasRoom(machine, ref state, start))
        {
            return Errno.NoMemory;
        }

        ulong pages = Pages.Count(start, oldStart);
        ulong charge = vma.Flags.Has(VmFlags.Account) ? pages : 0;
        if (charge != 0 && mm.Globals.Charge(charge) != Errno.None)
        {
            return Errno.NoMemory;
        }

        state.SetRange(start, end - 1);
        if (state.Preallocate(vma.Address) != Errno.None)
        {
            mm.Globals.Uncharge(charge);
            return Errno.NoMemory;
        }

        growth = new() { State = state, Start = start, PageCount = pages };
        return Errno.None;
    }

    /// <summary>Moves the stack's start, in the VMA and in the tree.</summary>
    private static void Grow<TMachine>(MmStruct<TMachine> mm, Vma<TMachine> vma, ref Growth<TMachine> growth)
        where TMachine : struct, IMachine
    {
        var machine = mm.Machine;
        using (AnonBounds.Lock(machine, vma))
        {
            AnonBounds.TakeOut(machine, vma);
            vma.GrowDownTo(growth.Start);
            growth.State.StorePreallocated(vma.Address);
            AnonBounds.PutBack(machine, vma);
        }

        mm.Count(vmas: 0, (long)growth.PageCount);
    }

    private static Errno End<TMachine>(TMachine machine, Errno error)
        where TMachine : struct, IMachine
    {
        machine.Observe(MmSites.ChangeResult, (ulong)(long)error);
        machine.EndOperation(MmSites.ExpandStack);
        return error;
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

    /// <summary>A growth for which everything is reserved.</summary>
    private struct Growth<TMachine>
        where TMachine : struct, IMachine
    {
        /// <summary>A cursor on the stack's new range, with the nodes that the store needs.</summary>
        public MapleState<TMachine> State;

        /// <summary>Where the stack will begin.</summary>
        public ulong Start;

        /// <summary>By how many pages it grows.</summary>
        public ulong PageCount;
    }
}
