using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>Takes a VMA out of all its anonymous reverse maps.</summary>
internal static class AnonUnlink
{
    /// <summary>
    /// Removes every link of a VMA. The caller holds its mmap lock for writing, or nobody else has the VMA.
    /// </summary>
    /// <remarks>
    /// An anon_vma that has no link left is let go after the lock of its family: freeing it may have to wait
    /// for that lock, and may free the root, which has it.
    /// </remarks>
    [KernelName("unlink_anon_vmas")]
    public static void Run<TMachine>(TMachine machine, Vma<TMachine> vma)
        where TMachine : struct, IMachine
    {
        var link = AnonLink<TMachine>.NewestOf(machine, vma);
        if (!link.Exists)
        {
            return;
        }

        machine.Observe(MmSites.MapsNoMore, vma.Address);
        using (link.AnonVma.LockWrite())
        {
            LeaveTrees(machine, vma);
        }

        AnonLink<TMachine> older;
        for (link = AnonLink<TMachine>.NewestOf(machine, vma); link.Exists; link = older)
        {
            older = link.Older;
            link.AnonVma.Put();
            link.LeaveList();
        }
    }

    /// <summary>Takes the links out of the trees; those that an anon_vma hangs on stay.</summary>
    private static void LeaveTrees<TMachine>(TMachine machine, Vma<TMachine> vma)
        where TMachine : struct, IMachine
    {
        AnonLink<TMachine> older;
        for (var link = AnonLink<TMachine>.NewestOf(machine, vma); link.Exists; link = older)
        {
            older = link.Older;
            link.LeaveTree();
            var anon = link.AnonVma;
            if (anon.Links.IsEmpty)
            {
                anon.Parent.CountChild(-1);
            }
            else
            {
                link.LeaveList();
            }
        }

        var own = AnonVma<TMachine>.Of(machine, vma);
        if (own.Exists)
        {
            own.CountActive(-1);
            vma.SetAnon(0);
        }
    }
}
