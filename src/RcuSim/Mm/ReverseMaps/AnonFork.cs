using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>Gives a child's copy of a VMA its place in the anonymous reverse maps.</summary>
/// <remarks>
/// It is linked to all that the parent's VMA is linked to, since it shares their pages, and has an anon_vma
/// of its own for those that it will write: a new one below the parent's, or one whose VMA is gone.
/// </remarks>
internal static class AnonFork
{
    /// <summary>
    /// Links a copy that has neither link nor anon_vma. The caller holds both mmap locks for writing.
    /// </summary>
    /// <returns>
    /// <see cref="Errno.None"/>, also if the parent's was never written; or <see cref="Errno.NoMemory"/> with
    /// nothing left.
    /// </returns>
    [KernelName("anon_vma_fork")]
    public static Errno Run<TMachine>(
        TMachine machine, AnonForm form, Vma<TMachine> copy, Vma<TMachine> original)
        where TMachine : struct, IMachine
    {
        var parent = AnonVma<TMachine>.Of(machine, original);
        if (!parent.Exists)
        {
            return Errno.None;
        }

        var fresh = default(FreshAnonVma<TMachine>);
        if (form == AnonForm.V70 && !FreshAnonVma<TMachine>.TryAllocate(machine, out fresh))
        {
            return Errno.NoMemory;
        }

        var error = AnonClone.Run(machine, form, copy, original);
        if (error != Errno.None || copy.AnonVma != 0)
        {
            fresh.GiveBack();
            return error;
        }

        if (form == AnonForm.V618 && !FreshAnonVma<TMachine>.TryAllocate(machine, out fresh))
        {
            AnonUnlink.Run(machine, copy);
            return Errno.NoMemory;
        }

        Own(copy, fresh, parent);
        return Errno.None;
    }

    /// <summary>Makes the copy's own anon_vma a member of the family.</summary>
    private static void Own<TMachine>(
        Vma<TMachine> copy, FreshAnonVma<TMachine> fresh, AnonVma<TMachine> parent)
        where TMachine : struct, IMachine
    {
        var anon = fresh.AnonVma;
        anon.CountActive(1);
        anon.JoinFamily(parent);
        copy.SetAnon(anon.Address);
        using var held = anon.LockWrite();
        fresh.Link.Join(copy, anon);
        parent.CountChild(1);
        anon.NoteMayMap(copy);
    }
}
