using RcuSim.Faults;
using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// A thread of a process touches an address for writing, or for reading where it may only read.
/// </summary>
/// <remarks>
/// Kernel: <c>do_user_addr_fault</c> and <c>handle_mm_fault</c>. First under the VMA's own lock, and only if
/// that cannot be had under the mmap lock.
/// </remarks>
internal static class PageFault
{
    /// <summary>Makes the page of an address present.</summary>
    /// <returns>
    /// <see cref="Errno.None"/>, <see cref="Errno.Fault"/> if nothing is mapped there, or <see
    /// cref="Errno.NoMemory"/>.
    /// </returns>
    [KernelName("do_user_addr_fault")]
    public static Errno Run<TMachine>(MmStruct<TMachine> mm, ulong address)
        where TMachine : struct, IMachine
    {
        var machine = mm.Machine;
        machine.BeginOperation(MmSites.Fault, address);
        var error = Resolve(mm, address);
        machine.Observe(MmSites.FaultResult, (ulong)(long)error);
        machine.EndOperation(MmSites.Fault);
        return error;
    }

    private static Errno Resolve<TMachine>(MmStruct<TMachine> mm, ulong address)
        where TMachine : struct, IMachine
    {
        var vma = VmaLookup.LockUnderRcu(mm, address);
        if (!vma.Exists)
        {
            return ResolveUnderMmapLock(mm, address);
        }

        var error = Handle(mm, address, vma, underVmaLock: true);
        vma.Lock.EndRead();
        return error == Errno.Again ? ResolveUnderMmapLock(mm, address) : error;
    }

    [KernelName("lock_mm_and_find_vma")]
    private static Errno ResolveUnderMmapLock<TMachine>(MmStruct<TMachine> mm, ulong address)
        where TMachine : struct, IMachine
    {
        var held = mm.Lock.Read();
        var vma = VmaLookup.Find(mm, address);
        var error = Errno.None;
        if (!vma.Exists)
        {
            error = Errno.Fault;
        }
        else if (vma.Start > address)
        {
            error = Grow(mm, address, ref held, ref vma);
        }

        error = error == Errno.None ? Handle(mm, address, vma, underVmaLock: false) : error;
        held.Dispose();
        return error;
    }

    /// <summary>
    /// Makes a stack grow to an address below it. The read lock does not allow that: it is given up for the
    /// write lock, and as anything may have happened between, the stack is looked up again.
    /// </summary>
    private static Errno Grow<TMachine>(
        MmStruct<TMachine> mm, ulong address, ref LockGuard<TMachine> held, ref Vma<TMachine> vma)
        where TMachine : struct, IMachine
    {
        if (mm.Machine.Detours(BugSwitch.StackRot))
        {
            return StackGrowth.ExpandUnderReadLock(mm, vma, address);
        }

        held.Dispose();
        var write = mm.Lock.Write();
        vma = VmaLookup.Find(mm, address);
        var error = vma.Exists ? Errno.None : Errno.Fault;
        if (vma.Exists && vma.Start > address)
        {
            error = StackGrowth.Expand(mm, write, vma, address);
        }

        held = write.Downgrade();
        return error;
    }

    /// <summary>Handles the fault in a VMA that is held, by its own lock or by the mmap lock.</summary>
    [KernelName("handle_mm_fault")]
    private static Errno Handle<TMachine>(
        MmStruct<TMachine> mm, ulong address, Vma<TMachine> vma, bool underVmaLock)
        where TMachine : struct, IMachine
    {
        UseSpan.Begin(mm.Machine, mm.Address, address, vma.Address);
        var error = vma.Flags.IsPrivateWritable() ? PrepareAnon(mm, vma, underVmaLock) : Errno.None;
        if (error == Errno.None)
        {
            Install(mm, vma);
        }

        UseSpan.End(mm.Machine, vma.Address);
        return error;
    }

    /// <summary>
    /// Sees to it that a VMA has a reverse map for the page. The making of one looks at neighbours, which the
    /// VMA's own lock does not keep as they are.
    /// </summary>
    /// <returns>
    /// <see cref="Errno.NoMemory"/>, <see cref="Errno.Again"/> if that takes the mmap lock and it cannot be
    /// had at once, or <see cref="Errno.None"/>.
    /// </returns>
    [KernelName("__vmf_anon_prepare")]
    private static Errno PrepareAnon<TMachine>(
        MmStruct<TMachine> mm, Vma<TMachine> vma, bool underVmaLock)
        where TMachine : struct, IMachine
    {
        if (vma.AnonVma != 0)
        {
            return Errno.None;
        }

        if (!underVmaLock)
        {
            return AnonPreparation.Run(mm, vma);
        }

        using var held = mm.Lock.TryRead();
        return held.IsHeld ? AnonPreparation.Run(mm, vma) : Errno.Again;
    }

    /// <summary>Counts one more page present, unless all are: which pages they are is not modelled.</summary>
    [KernelName("do_fault")]
    private static void Install<TMachine>(MmStruct<TMachine> mm, Vma<TMachine> vma)
        where TMachine : struct, IMachine
    {
        using var tables = mm.Tables.Lock.Lock();
        ulong present = vma.Present;
        if (present < vma.Length)
        {
            vma.SetPresent(present + 1);
            mm.AddResident(1);
        }
    }
}
