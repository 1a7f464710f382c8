using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>Links a VMA to all anon_vmas that another is linked to.</summary>
/// <remarks>
/// From the first link on walkers meet the VMA, so that it has to say where it lies and whose it is. If it
/// has no anon_vma yet, which only a fork's copy has not, it takes over one that can be used again.
/// </remarks>
internal static class AnonClone
{
    /// <summary>
    /// Links a VMA that has no link. The caller holds the mmap locks of both for writing. Of a VMA that is
    /// not a fork's copy it has set the anon_vma to the source's.
    /// </summary>
    /// <returns>
    /// <see cref="Errno.None"/>, or <see cref="Errno.NoMemory"/> with neither link nor anon_vma left.
    /// </returns>
    [KernelName("anon_vma_clone")]
    public static Errno Run<TMachine>(
        TMachine machine, AnonForm form, Vma<TMachine> copy, Vma<TMachine> source)
        where TMachine : struct, IMachine
    {
        var error = form == AnonForm.V618
            ? LinkAsAllocated(machine, copy, source)
            : AllocateThenLink(machine, copy, source);
        if (error == Errno.None)
        {
            machine.Observe(MmSites.AnonVmaOf, copy.Address);
            machine.Observe(MmSites.MayMapToo, source.Address);
        }

        return error;
    }

    /// <summary>
    /// Links a VMA that is about to take in a neighbour's pages to the neighbour's anon_vmas, unless the
    /// neighbour has none or it has one itself.
    /// </summary>
    /// <param name="machine">The machine.</param>
    /// <param name="form">The order.</param>
    /// <param name="expanding">The VMA, locked for writing.</param>
    /// <param name="source">The neighbour.</param>
    /// <param name="cloned">True if it was linked: to be undone if the merge does not come about.</param>
    /// <returns><see cref="Errno.None"/> or <see cref="Errno.NoMemory"/>.</returns>
    [KernelName("dup_anon_vma")]
    public static Errno ToExpanding<TMachine>(
        TMachine machine,
        AnonForm form,
        Vma<TMachine> expanding,
        Vma<TMachine> source,
        out bool cloned)
        where TMachine : struct, IMachine
    {
        cloned = false;
        ulong anon = source.AnonVma;
        if (anon == 0 || expanding.AnonVma != 0)
        {
            return Errno.None;
        }

        expanding.SetAnon(anon);
        var error = Run(machine, form, expanding, source);
        cloned = error == Errno.None;
        return error;
    }

    /// <summary>Up to 6.18: oldest first, each link allocated when its turn comes.</summary>
    private static Errno LinkAsAllocated<TMachine>(
        TMachine machine, Vma<TMachine> copy, Vma<TMachine> source)
        where TMachine : struct, IMachine
    {
        var held = default(LockGuard<TMachine>);
        for (var of = AnonLink<TMachine>.OldestOf(machine, source); of.Exists; of = of.Newer)
        {
            var link = AnonLink<TMachine>.Allocate(machine);
            if (!link.Exists)
            {
                // To wait for memory with the lock held would keep out those who could give some back.
                held.Dispose();
                held = default;
                link = AnonLink<TMachine>.Allocate(machine);
                if (!link.Exists)
                {
                    return Undo(machine, copy);
                }
            }

            held = held.IsHeld ? held : of.AnonVma.LockWrite();
            Link(link, copy, of.AnonVma);
        }

        CountIn(machine, copy);
        held.Dispose();
        return Errno.None;
    }

    /// <summary>From 7.0 on: all links are allocated, then come in the order of the source's list.</summary>
    private static Errno AllocateThenLink<TMachine>(
        TMachine machine, Vma<TMachine> copy, Vma<TMachine> source)
        where TMachine : struct, IMachine
    {
        var first = AnonLink<TMachine>.NewestOf(machine, source);
        if (!first.Exists)
        {
            return Errno.None;
        }

        var spare = default(AnonLink<TMachine>);
        for (var of = first; of.Exists; of = of.Older)
        {
            var link = AnonLink<TMachine>.Allocate(machine);
            if (!link.Exists)
            {
                FreeStack(spare);
                copy.SetAnon(0);
                return Errno.NoMemory;
            }

            link.Stack(spare);
            spare = link;
        }

        using var held = first.AnonVma.LockWrite();
        for (var of = first; of.Exists; of = of.Older)
        {
            var link = spare;
            spare = spare.Older;
            Link(link, copy, of.AnonVma);
        }

        CountIn(machine, copy);
        return Errno.None;
    }

    /// <summary>Adds a link; a copy that has no anon_vma takes this one if it can be used again.</summary>
    private static void Link<TMachine>(AnonLink<TMachine> link, Vma<TMachine> copy, AnonVma<TMachine> anon)
        where TMachine : struct, IMachine
    {
        link.Join(copy, anon);
        if (copy.AnonVma == 0 && anon.IsReusable)
        {
            copy.SetAnon(anon.Address);
        }
    }

    private static void CountIn<TMachine>(TMachine machine, Vma<TMachine> copy)
        where TMachine : struct, IMachine
    {
        var own = AnonVma<TMachine>.Of(machine, copy);
        if (own.Exists)
        {
            own.CountActive(1);
        }
    }

    /// <summary>Takes the links back; the anon_vma was not counted yet, so it is forgotten first.</summary>
    private static Errno Undo<TMachine>(TMachine machine, Vma<TMachine> copy)
        where TMachine : struct, IMachine
    {
        copy.SetAnon(0);
        AnonUnlink.Run(machine, copy);
        return Errno.NoMemory;
    }

    private static void FreeStack<TMachine>(AnonLink<TMachine> link)
        where TMachine : struct, IMachine
    {
        while (link.Exists)
        {
            var next = link.Older;
            link.Free();
            link = next;
        }
    }
}
