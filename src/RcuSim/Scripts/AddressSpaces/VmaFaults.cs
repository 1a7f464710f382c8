using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>Carries out those steps of a case that a page fault begins with, and what fork leaves.</summary>
/// <param name="mm">The address space.</param>
/// <param name="log">Hears of it.</param>
internal sealed class VmaFaults<TMachine>(MmStruct<TMachine> mm, VmaLog log)
    where TMachine : struct, IMachine
{
    private const int NoAccess = -13;

    /// <summary>Lets a stack grow down to an address.</summary>
    /// <param name="held">The hold on the mmap lock.</param>
    /// <param name="vma">The first VMA that ends after the address; may be absent.</param>
    /// <param name="address">The address.</param>
    public int Grow(MmapWriteGuard<TMachine> held, Vma<TMachine> vma, ulong address)
    {
        if (vma.Exists && vma.Start <= address)
        {
            return (int)Errno.None;
        }

        if (!vma.Exists || !vma.Flags.Has(VmFlags.GrowsDown))
        {
            return (int)Errno.Fault;
        }

        // As if the stack had been written before: that is not of this step.
        log.Open(false);
        AnonPreparation.Run(mm, vma);
        log.Open(true);
        return (int)StackGrowth.Expand(mm, held, vma, address);
    }

    /// <summary>Writes an address for the first time.</summary>
    public int Touch(Vma<TMachine> vma, ulong address)
    {
        if (!vma.Exists || vma.Start > address)
        {
            return (int)Errno.Fault;
        }

        if (!vma.Flags.IsPrivateWritable())
        {
            return NoAccess;
        }

        bool isFirst = vma.AnonVma == 0;
        var error = AnonPreparation.Run(mm, vma);
        if (isFirst && error == Errno.None)
        {
            log.NoteAnon(vma.Address, vma.AnonVma);
        }

        return (int)error;
    }

    /// <summary>
    /// Makes of a VMA what fork makes of a copy: it has a reverse map of its own, besides those of its
    /// ancestors.
    /// </summary>
    public int Fork(Vma<TMachine> vma, ulong address)
    {
        if (!vma.Exists || vma.Start > address || vma.AnonVma == 0
            || !FreshAnonVma<TMachine>.TryAllocate(mm.Machine, out var fresh))
        {
            return (int)Errno.Invalid;
        }

        var parent = AnonVma<TMachine>.Of(mm.Machine, vma);
        using var family = parent.LockWrite();
        fresh.AnonVma.JoinFamily(parent);
        fresh.Link.Join(vma, fresh.AnonVma);
        parent.CountChild(1);
        parent.CountActive(-1);
        fresh.AnonVma.CountActive(1);
        vma.SetAnon(fresh.AnonVma.Address);
        return (int)Errno.None;
    }
}
