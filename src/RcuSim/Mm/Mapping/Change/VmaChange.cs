using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// A change of the bounds of a VMA, and of those around it: between its begin and its end who visits a
/// reverse map waits. All VMAs that it names are locked for writing.
/// </summary>
/// <remarks>
/// Kernel: <c>vma_prepare</c> and <c>vma_complete</c>. The order is fixed: the file's reverse map outside,
/// the anonymous ones inside; what is new comes into the file's before anything is taken out, and what goes
/// leaves both before it is freed.
/// </remarks>
/// <param name="mm">The address space.</param>
/// <param name="vma">The VMA that stays.</param>
[KernelName("vma_prepare")]
internal struct VmaChange<TMachine>(MmStruct<TMachine> mm, Vma<TMachine> vma)
    where TMachine : struct, IMachine
{
    private LockGuard<TMachine> fileHeld;
    private LockGuard<TMachine> anonHeld;

    /// <summary>A neighbour with which the VMA shares a boundary that moves; may be absent.</summary>
    public Vma<TMachine> Neighbour { get; init; }

    /// <summary>A new VMA, which takes over a part; may be absent.</summary>
    public Vma<TMachine> Fresh { get; init; }

    /// <summary>A VMA whose place the VMA takes; may be absent.</summary>
    public Vma<TMachine> Gone { get; init; }

    /// <summary>One more such VMA; may be absent.</summary>
    public Vma<TMachine> AlsoGone { get; init; }

    /// <summary>Begins: the VMA and its neighbour are out of the reverse maps.</summary>
    public void Begin()
    {
        var file = vma.File;
        if (file.Exists)
        {
            fileHeld = file.MappingLock.Write();
            if (Fresh.Exists)
            {
                file.PutBack(Fresh);
            }
        }

        var anon = AnonVma<TMachine>.Of(mm.Machine, vma);
        anon = anon.Exists || !Neighbour.Exists ? anon : AnonVma<TMachine>.Of(mm.Machine, Neighbour);
        if (anon.Exists)
        {
            anonHeld = anon.LockWrite();
            AnonBounds.TakeOut(mm.Machine, vma);
            TakeOutOfAnon(Neighbour);
        }

        if (file.Exists)
        {
            file.TakeOut(vma);
            TakeOut(file, Neighbour);
        }
    }

    /// <summary>Ends a change without a new VMA.</summary>
    public void End()
    {
        var none = default(PreparedStore<TMachine>);
        End(ref none);
    }

    /// <summary>
    /// Ends: the VMA and its neighbour, with their new bounds, are in the reverse maps again, the new VMA is
    /// in the tree, and those that are gone are freed.
    /// </summary>
    /// <param name="fresh">The store of the new VMA, if there is one.</param>
    [KernelName("vma_complete")]
    public void End(ref PreparedStore<TMachine> fresh)
    {
        var file = vma.File;
        if (file.Exists)
        {
            PutBack(file, Neighbour);
            file.PutBack(vma);
            TakeOut(file, Gone);
            TakeOut(file, AlsoGone);
        }

        if (Fresh.Exists)
        {
            Fresh.Lock.Attach();
            fresh.CarryOut(Fresh);
            mm.CountMappings(1);
        }

        if (anonHeld.IsHeld)
        {
            AnonBounds.PutBack(mm.Machine, vma);
            PutBackIntoAnon(Neighbour);
            anonHeld.Dispose();
        }

        fileHeld.Dispose();
        Remove(Gone);
        Remove(AlsoGone);
    }

    private static void TakeOut(MappedFile<TMachine> file, Vma<TMachine> other)
    {
        if (other.Exists)
        {
            file.TakeOut(other);
        }
    }

    private static void PutBack(MappedFile<TMachine> file, Vma<TMachine> other)
    {
        if (other.Exists)
        {
            file.PutBack(other);
        }
    }

    private readonly void TakeOutOfAnon(Vma<TMachine> other)
    {
        if (other.Exists)
        {
            AnonBounds.TakeOut(mm.Machine, other);
        }
    }

    private readonly void PutBackIntoAnon(Vma<TMachine> other)
    {
        if (other.Exists)
        {
            AnonBounds.PutBack(mm.Machine, other);
        }
    }

    /// <summary>Frees a VMA for which the VMA stands now.</summary>
    private readonly void Remove(Vma<TMachine> gone)
    {
        if (!gone.Exists)
        {
            return;
        }

        gone.Lock.Detach();
        gone.GiveAllTo(vma);
        var file = gone.File;
        if (file.Exists)
        {
            file.Close(gone);
            file.Drop();
        }

        if (gone.AnonVma != 0)
        {
            AnonLinks.Merge(mm.Machine, vma, gone);
        }

        mm.CountMappings(-1);
        gone.Free();
    }
}
