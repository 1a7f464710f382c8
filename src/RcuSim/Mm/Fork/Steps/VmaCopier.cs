using RcuSim.Faults;
using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Mm;

/// <summary>Copies the VMAs of a parent, which stand in the child's tree, one by one.</summary>
/// <param name="child">The child.</param>
/// <param name="parentHeld">The hold on the parent's mmap lock.</param>
/// <param name="childHeld">The hold on the child's mmap lock.</param>
/// <param name="form">How anonymous reverse maps are copied.</param>
internal readonly partial struct VmaCopier<TMachine>(
    MmStruct<TMachine> child,
    MmapWriteGuard<TMachine> parentHeld,
    MmapWriteGuard<TMachine> childHeld,
    AnonForm form)
    where TMachine : struct, IMachine
{
    /// <summary>What <see cref="CopyAll"/> says when every VMA in the tree is the child's.</summary>
    public const ulong Everything = ulong.MaxValue;

    private readonly TMachine machine = child.Machine;

    /// <summary>Copies every VMA.</summary>
    /// <param name="limit">
    /// After an error: VMAs that begin below it are the child's, those from it on still the parent's.
    /// </param>
    public Errno CopyAll(out ulong limit)
    {
        var state = new MapleState<TMachine>(child.Tree, 0, 0);
        ulong found;
        while ((found = state.Find(ulong.MaxValue)) != 0)
        {
            var original = new Vma<TMachine>(machine, found);
            if (!machine.Acts(BugSwitch.ParentVmaNotLocked))
            {
                original.Lock.StartWrite(parentHeld);
            }

            var error = Copy(ref state, original, out bool stored);
            if (error != Errno.None)
            {
                limit = stored ? StartOfNext(ref state) : original.Start;
                return error;
            }
        }

        limit = Everything;
        return Errno.None;
    }

    private Errno Copy(ref MapleState<TMachine> state, Vma<TMachine> original, out bool stored)
    {
        stored = false;
        var flags = original.Flags;
        ulong length = original.Length;
        if (flags.Has(VmFlags.DontCopy))
        {
            return LeaveOut(ref state, flags, length);
        }

        if (machine.Fails(MmSites.ForkSignal))
        {
            return Errno.Interrupted;
        }

        ulong charge = flags.Has(VmFlags.Account) ? length : 0;
        if (charge != 0 && child.Globals.Charge(charge) != Errno.None)
        {
            return Errno.NoMemory;
        }

        var copy = original.Duplicate();
        if (!copy.Exists)
        {
            child.Globals.Uncharge(charge);
            return Errno.NoMemory;
        }

        if (Link(original, copy, flags) != Errno.None)
        {
            copy.Free();
            child.Globals.Uncharge(charge);
            return Errno.NoMemory;
        }

        state.Store(copy.Address);
        copy.Lock.Attach();
        child.CountMappings(1);
        stored = true;
        return Finish(original, copy, flags);
    }

    /// <summary>Takes a VMA that is not to be copied out of the child's tree.</summary>
    private Errno LeaveOut(ref MapleState<TMachine> state, VmFlags flags, ulong length)
    {
        var error = state.StoreAllocating(0);
        if (error == Errno.None)
        {
            child.CountPages(flags, -(long)length);
        }

        return error;
    }

    /// <summary>
    /// Makes the copy the child's, and known to the reverse maps once what their readers look at is filled
    /// in; it is in no tree yet.
    /// </summary>
    /// <returns><see cref="Errno.NoMemory"/> with no reverse map left, or <see cref="Errno.None"/>.</returns>
    private Errno Link(Vma<TMachine> original, Vma<TMachine> copy, VmFlags flags)
    {
        if (machine.Detours(BugSwitch.LinkBeforeInit))
        {
            return LinkThenFill(original, copy, flags);
        }

        var error = Fill(original, copy, flags);
        var file = original.File;
        if (error == Errno.None && file.Exists)
        {
            file.LinkCopy(original, copy);
        }

        return error;
    }

    /// <summary>
    /// Fills in what readers of the reverse maps look at. Those of the anonymous ones may look from here on.
    /// </summary>
    private Errno Fill(Vma<TMachine> original, Vma<TMachine> copy, VmFlags flags)
    {
        copy.SetMm(child.Address);
        var error = flags.Has(VmFlags.WipeOnFork)
            ? Errno.None
            : AnonFork.Run(machine, form, copy, original);
        if (error == Errno.None)
        {
            copy.Lock.StartWrite(childHeld);
            copy.SetFlags(flags & ~VmFlags.Locked);
        }

        return error;
    }

    /// <summary>
    /// Copies the page tables, then notifies the driver. The copy counts as the child's even if that fails.
    /// </summary>
    private Errno Finish(Vma<TMachine> original, Vma<TMachine> copy, VmFlags flags)
    {
        var error = flags.Has(VmFlags.WipeOnFork) ? Errno.None : CopyPages(original, copy);
        var file = original.File;
        if (file.Exists)
        {
            file.Open(copy);
        }

        return error;
    }

    [KernelName("copy_page_range")]
    private Errno CopyPages(Vma<TMachine> original, Vma<TMachine> copy)
    {
        ulong pages = original.Present;
        bool fails = machine.Fails(MmSites.CopyPages);
        ulong copied = fails ? pages / 2 : pages;
        copy.SetPresent(copied);
        child.AddResident((long)copied);
        machine.Observe(MmSites.AnonVmaOf, copy.Address);
        machine.Observe(MmSites.MayMapToo, original.Address);
        return fails ? Errno.NoMemory : Errno.None;
    }

    private ulong StartOfNext(ref MapleState<TMachine> state)
    {
        ulong next = state.Find(ulong.MaxValue);
        return next == 0 ? Everything : new Vma<TMachine>(machine, next).Start;
    }
}
