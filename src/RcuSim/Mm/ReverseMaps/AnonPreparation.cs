using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Mm;

/// <summary>Gives a VMA its anonymous reverse map before its first page is written.</summary>
internal static class AnonPreparation
{
    private const VmFlags Access = VmFlags.Read | VmFlags.Write | VmFlags.Execute;

    /// <summary>
    /// Gives a VMA an anon_vma if it has none: a neighbour's, so that the two can be merged some day, or a
    /// new one. The caller holds the mmap lock, in any mode; another thread may be faster.
    /// </summary>
    /// <returns><see cref="Errno.NoMemory"/> or <see cref="Errno.None"/>.</returns>
    [KernelName("__anon_vma_prepare")]
    public static Errno Run<TMachine>(MmStruct<TMachine> mm, Vma<TMachine> vma)
        where TMachine : struct, IMachine
    {
        if (vma.AnonVma != 0)
        {
            return Errno.None;
        }

        var machine = mm.Machine;
        var link = AnonLink<TMachine>.Allocate(machine);
        if (!link.Exists)
        {
            return Errno.NoMemory;
        }

        var anon = FindMergeable(mm, vma);
        bool isNew = !anon.Exists;
        if (isNew)
        {
            anon = AnonVma<TMachine>.Allocate(machine);
            if (!anon.Exists)
            {
                link.Free();
                return Errno.NoMemory;
            }

            anon.CountChild(1);
        }

        if (!Adopt(mm, vma, anon, link))
        {
            if (isNew)
            {
                anon.CountChild(-1);
                anon.Put();
            }

            link.Free();
        }

        return Errno.None;
    }

    /// <summary>
    /// The anon_vma of a neighbour that a VMA may share: one that would merge with it but for access rights,
    /// and has exactly one link, so that no fork lies between. Address 0 if there is none. The caller holds
    /// the mmap lock, in any mode.
    /// </summary>
    [KernelName("find_mergeable_anon_vma")]
    public static AnonVma<TMachine> FindMergeable<TMachine>(MmStruct<TMachine> mm, Vma<TMachine> vma)
        where TMachine : struct, IMachine
    {
        var above = At(mm, vma.End);
        if (above.Exists && ShareableOf(mm.Machine, above, vma, above) is { Exists: true } found)
        {
            return found;
        }

        ulong start = vma.Start;
        var below = start == 0 ? default : At(mm, start - 1);
        return below.Exists ? ShareableOf(mm.Machine, below, below, vma) : default;
    }

    [KernelName("reusable_anon_vma")]
    private static AnonVma<TMachine> ShareableOf<TMachine>(
        TMachine machine, Vma<TMachine> owner, Vma<TMachine> below, Vma<TMachine> above)
        where TMachine : struct, IMachine
    {
        if (!AreAlike(below, above))
        {
            return default;
        }

        var anon = AnonVma<TMachine>.Of(machine, owner);
        return anon.Exists && owner.HasOneLink ? anon : default;
    }

    /// <summary>True if two that touch each other could be one VMA with one access right.</summary>
    [KernelName("anon_vma_compatible")]
    private static bool AreAlike<TMachine>(Vma<TMachine> below, Vma<TMachine> above)
        where TMachine : struct, IMachine =>
        below.End == above.Start
        && below.File.Address == above.File.Address
        && ((below.Flags ^ above.Flags) & ~Access) == VmFlags.None
        && above.PageOffset == below.PageOffset + below.Length;

    private static Vma<TMachine> At<TMachine>(MmStruct<TMachine> mm, ulong address)
        where TMachine : struct, IMachine
    {
        var state = new MapleState<TMachine>(mm.Tree, address, address);
        return new(mm.Machine, state.Walk());
    }

    /// <summary>Makes it the VMA's, unless another thread gave the VMA one meanwhile.</summary>
    private static bool Adopt<TMachine>(
        MmStruct<TMachine> mm, Vma<TMachine> vma, AnonVma<TMachine> anon, AnonLink<TMachine> link)
        where TMachine : struct, IMachine
    {
        using var held = anon.LockWrite();
        using var tables = mm.Tables.Lock.Lock();
        if (vma.AnonVma != 0)
        {
            return false;
        }

        vma.SetAnon(anon.Address);
        link.Join(vma, anon);
        anon.CountActive(1);
        anon.NoteMayMap(vma);
        return true;
    }
}
