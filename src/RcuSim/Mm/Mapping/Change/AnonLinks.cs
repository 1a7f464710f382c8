using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>What happens to the links to anonymous reverse maps while mappings change.</summary>
internal static class AnonLinks
{
    /// <summary>
    /// Gives a VMA that is in no tree, a copy of another, the other's anonymous reverse maps. Who visits one
    /// of those meets both from now on.
    /// </summary>
    /// <returns><see cref="Errno.NoMemory"/> with nothing changed, or <see cref="Errno.None"/>.</returns>
    public static Errno Clone<TMachine>(TMachine machine, Vma<TMachine> copy, Vma<TMachine> original)
        where TMachine : struct, IMachine
    {
        if (Lacks(machine, copy, original))
        {
            return Errno.NoMemory;
        }

        copy.SetAnon(original.AnonVma);
        return AnonClone.Run(machine, AnonForm.V618, copy, original);
    }

    /// <summary>
    /// Prepares a VMA to take the place of another: if it has no reverse map, it gets those of the other.
    /// </summary>
    /// <param name="machine">The machine.</param>
    /// <param name="keeper">The VMA that stays, locked for writing.</param>
    /// <param name="other">The other.</param>
    /// <param name="cloned">True if it got some, to be taken back if nothing comes of the change.</param>
    /// <returns><see cref="Errno.NoMemory"/> with nothing changed, or <see cref="Errno.None"/>.</returns>
    public static Errno TakeOver<TMachine>(
        TMachine machine, Vma<TMachine> keeper, Vma<TMachine> other, out bool cloned)
        where TMachine : struct, IMachine
    {
        cloned = false;
        bool isNeeded = other.AnonVma != 0 && keeper.AnonVma == 0;
        if (isNeeded && Lacks(machine, keeper, other))
        {
            return Errno.NoMemory;
        }

        return AnonClone.ToExpanding(machine, AnonForm.V618, keeper, other, out cloned);
    }

    /// <summary>Takes a VMA that another stands for now out of its anonymous reverse maps.</summary>
    [KernelName("anon_vma_merge")]
    public static void Merge<TMachine>(TMachine machine, Vma<TMachine> keeper, Vma<TMachine> gone)
        where TMachine : struct, IMachine
    {
        machine.Observe(MappingSites.MergeInto, keeper.Address);
        machine.Observe(MappingSites.MergeGone, gone.Address);
        Unlink(machine, gone);
    }

    /// <summary>Takes one VMA out of its anonymous reverse maps.</summary>
    public static void Unlink<TMachine>(TMachine machine, Vma<TMachine> vma)
        where TMachine : struct, IMachine
    {
        machine.Observe(MappingSites.Unlink, vma.Address);
        AnonUnlink.Run(machine, vma);
    }

    /// <summary>
    /// True if a failure is planned for the copying of links; else says that they are copied.
    /// </summary>
    private static bool Lacks<TMachine>(
        TMachine machine, Vma<TMachine> copy, Vma<TMachine> original)
        where TMachine : struct, IMachine
    {
        bool fails = machine.Fails(MappingSites.Clone);
        if (!fails)
        {
            machine.Observe(MappingSites.CloneFrom, original.Address);
            machine.Observe(MappingSites.CloneTo, copy.Address);
        }

        return fails;
    }
}
