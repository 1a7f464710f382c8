using RcuSim.Locking;
using RcuSim.Machine;

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
    /// <see cref="Errno.Fault"/> if it is no stack, <see cref="Errno.NotPermitted"/> if the address is too
    /// low for anybody, <see cref="Errno.NoMemory"/> if it may not grow so far, or <see cref="Errno.None"/>.
    /// </returns>
    [KernelName("expand_downwards")]
    public static Errno Expand<TMachine>(
        MmStruct<TMachine> mm, MmapWriteGuard<TMachine> held, Vma<TMachine> vma, ulong address)
        where TMachine : struct, IMachine
    {
        mm.Machine.BeginOperation(MmSites.ExpandStack, address);
        ulong start = address - (address % Pages.Size);
        var error = Prepare(mm, vma, start, out var store);
        if (error == Errno.None)
        {
            vma.Lock.StartWrite(held);
            error = Grow(mm, vma, start, ref store);
        }

        return End(mm.Machine, error);
    }

    /// <summary>Finds out whether the stack may grow, and takes what that needs.</summary>
    private static Errno Prepare<TMachine>(
        MmStruct<TMachine> mm, Vma<TMachine> vma, ulong start, out PreparedStore<TMachine> store)
        where TMachine : struct, IMachine
    {
        store = default;
        if (!vma.Flags.Has(VmFlags.GrowsDown))
        {
            return Errno.Fault;
        }

        if (start < MapRequest.LowestStart)
        {
            return Errno.NotPermitted;
        }

        if (!HasRoom(mm, vma, start))
        {
            return Errno.NoMemory;
        }

        var error = PreparedStore<TMachine>.Prepare(mm, vma, start, vma.End, out store);
        if (error != Errno.None)
        {
            return error;
        }

        // The lock of the reverse map guards the bounds too, so there has to be one.
        error = AnonPreparation.Run(mm, vma);
        if (error != Errno.None)
        {
            store.Drop();
        }

        return error;
    }

    /// <summary>Moves the stack's start, in the VMA and in the tree, if that can be paid for.</summary>
    private static Errno Grow<TMachine>(
        MmStruct<TMachine> mm, Vma<TMachine> vma, ulong start, ref PreparedStore<TMachine> store)
        where TMachine : struct, IMachine
    {
        using var held = AnonVma<TMachine>.Of(mm.Machine, vma).LockWrite();
        ulong pages = Pages.Count(start, vma.Start);
        var error = Pay(mm, vma, pages);
        if (error != Errno.None)
        {
            store.Drop();
            return error;
        }

        mm.CountPages(vma.Flags, (long)pages);
        AnonBounds.TakeOut(mm.Machine, vma);
        vma.MoveStart(start);
        store.CarryOut(vma);
        AnonBounds.PutBack(mm.Machine, vma);
        return Errno.None;
    }

    [KernelName("acct_stack_growth")]
    private static Errno Pay<TMachine>(MmStruct<TMachine> mm, Vma<TMachine> vma, ulong pages)
        where TMachine : struct, IMachine
    {
        if (!mm.HasRoomFor(pages))
        {
            return Errno.NoMemory;
        }

        return vma.Flags.Has(VmFlags.Account) ? mm.Globals.Charge(pages) : Errno.None;
    }

    private static Errno End<TMachine>(TMachine machine, Errno error)
        where TMachine : struct, IMachine
    {
        machine.Observe(MmSites.ChangeResult, (ulong)(long)error);
        machine.EndOperation(MmSites.ExpandStack);
        return error;
    }

    /// <summary>
    /// True if what lies below leaves the guard gap free. Another stack needs none, nor does what nobody can
    /// touch.
    /// </summary>
    private static bool HasRoom<TMachine>(MmStruct<TMachine> mm, Vma<TMachine> vma, ulong start)
        where TMachine : struct, IMachine
    {
        var below = mm.VmaBefore(vma.Start);
        return !below.Exists
            || below.Flags.Has(VmFlags.GrowsDown)
            || !below.Flags.IsAccessible()
            || start - below.End >= Pages.GuardGap;
    }
}
