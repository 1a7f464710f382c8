using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Mm;

/// <summary>
/// The VMAs of a range that is to be unmapped: locked, detached and put into the side tree of their address
/// space, while they still stand in its main tree. What was begun is either ended or taken back.
/// </summary>
/// <remarks>
/// Whoever looks one up meanwhile sees its stamp, and waits for the mmap lock. Splits that were made stay
/// when the rest is taken back.
/// </remarks>
/// <param name="mm">The address space. The caller holds its lock for writing.</param>
/// <param name="start">Where the range begins.</param>
/// <param name="end">Where it ends, exclusive.</param>
[KernelName("vma_munmap_struct")]
internal struct GatheredVmas<TMachine>(MmStruct<TMachine> mm, ulong start, ulong end)
    where TMachine : struct, IMachine
{
    private const int MostTurns = 1000;

    private Vma<TMachine> first;
    private PageTally tally;
    private ulong ceiling;
    private bool hasTables;
    private bool isClosed;

    /// <summary>The VMA below the range; may be absent.</summary>
    public Vma<TMachine> Previous { get; private set; }

    /// <summary>The VMA above the range; may be absent.</summary>
    public Vma<TMachine> Next { get; private set; }

    /// <summary>True if nothing was mapped in the range.</summary>
    public readonly bool IsEmpty => !first.Exists;

    /// <summary>How many pages they span.</summary>
    public readonly ulong PageCount => (ulong)tally.Pages;

    /// <summary>How many of those are charged.</summary>
    public readonly ulong Charged => (ulong)tally.Charged;

    /// <summary>Gathers them; those that the range cuts are split.</summary>
    /// <param name="held">The hold on the lock.</param>
    /// <returns><see cref="Errno.NoMemory"/> with all that were gathered taken back, or <see
    /// cref="Errno.None"/>.</returns>
    [KernelName("vms_gather_munmap_vmas")]
    public Errno Gather(MmapWriteGuard<TMachine> held)
    {
        var vma = mm.FirstVma(start, end - 1);
        if (vma.Exists && vma.Start < start)
        {
            var error = CutStart(held, vma);
            if (error != Errno.None)
            {
                return error;
            }
        }

        Previous = mm.VmaBefore(start);
        for (; vma.Exists; vma = mm.FirstVma(vma.End, end - 1))
        {
            var error = Take(held, vma);
            if (error != Errno.None)
            {
                TakeBack();
                return error;
            }
        }

        Next = mm.FirstVma(end);
        ceiling = Next.Exists ? Next.Start : 0;
        hasTables = !IsEmpty;
        return Errno.None;
    }

    /// <summary>Attaches them again: nothing is unmapped.</summary>
    [KernelName("reattach_vmas")]
    public void TakeBack()
    {
        for (var run = Run(); run.Current.Exists; run.MoveNext())
        {
            run.Current.Lock.Attach();
        }

        mm.SideTree.DestroyLocked();
        first = default;
    }

    /// <summary>They are not charged any more: who takes their place took the charge over.</summary>
    public void LeaveCharge() => tally.Charged = 0;

    /// <summary>
    /// Takes their pages and tables away, and tells their files, before another takes their place in the
    /// tree.
    /// </summary>
    [KernelName("vms_clean_up_area")]
    public void CleanUp()
    {
        if (IsEmpty)
        {
            return;
        }

        FreeTables(isLocked: true);
        for (var run = Run(); run.Current.Exists; run.MoveNext())
        {
            var file = run.Current.File;
            if (file.Exists)
            {
                file.Close(run.Current);
            }
        }

        isClosed = true;
    }

    /// <summary>
    /// Nothing takes their place: leaves a gap there if their pages are gone, else attaches them again.
    /// </summary>
    [KernelName("vms_abort_munmap_vmas")]
    public void Abort()
    {
        if (IsEmpty)
        {
            return;
        }

        if (hasTables)
        {
            TakeBack();
            return;
        }

        LeaveGap();
        CountOut();
        End(isLocked: true);
    }

    /// <summary>They are out of the main tree: counts them out. Nothing can fail any more.</summary>
    public readonly void CountOut()
    {
        mm.CountMappings(-tally.Vmas);
        mm.CountLocked(-tally.Locked);
    }

    /// <summary>Takes apart what is left of them, under the lock in either mode.</summary>
    /// <param name="isLocked">True if it is held for writing.</param>
    [KernelName("vms_complete_munmap_vmas")]
    public void End(bool isLocked)
    {
        if (IsEmpty)
        {
            return;
        }

        FreeTables(isLocked);
        mm.CountOut(tally);
        var run = Run();
        while (run.Current.Exists)
        {
            var vma = run.Current;
            run.MoveNext();
            VmaRemoval.Free(mm, vma, isClosed);
        }

        mm.Globals.Uncharge((ulong)tally.Charged);
        mm.SideTree.DestroyLocked();
    }

    /// <summary>Takes them out of the main tree, however long it takes to get the nodes.</summary>
    /// <remarks>Kernel: a store with <c>__GFP_NOFAIL</c>.</remarks>
    private readonly void LeaveGap()
    {
        var state = new MapleState<TMachine>(mm.Tree, start, end - 1);
        for (int turn = 1; state.StoreAllocating(0) != Errno.None; turn++)
        {
            if (turn == MostTurns)
            {
                throw new InvalidOperationException(
                    $"no memory for a gap that has to be left, in {MostTurns} turns: is any ever freed?");
            }

            mm.Machine.Retry(MappingSites.GapRetry);
            state.SetRange(start, end - 1);
        }
    }

    private readonly Errno CutStart(MmapWriteGuard<TMachine> held, Vma<TMachine> vma)
    {
        // Two more are there for a while, one of which goes: only a hole in one VMA adds to their number.
        bool makesHole = vma.End > end;
        return makesHole && mm.MapCount >= mm.Globals.MostMappings
            ? Errno.NoMemory
            : Splitting.RunBeyondLimit(mm, held, vma, start, newBelow: true);
    }

    private Errno Take(MmapWriteGuard<TMachine> held, Vma<TMachine> vma)
    {
        if (vma.End > end)
        {
            var error = Splitting.RunBeyondLimit(mm, held, vma, end, newBelow: false);
            if (error != Errno.None)
            {
                return error;
            }
        }

        vma.Lock.StartWrite(held);
        var place = new MapleState<TMachine>(mm.SideTree, (ulong)tally.Vmas, (ulong)tally.Vmas);
        if (place.StoreAllocating(vma.Address) != Errno.None)
        {
            return Errno.NoMemory;
        }

        vma.Lock.Detach();
        first = first.Exists ? first : vma;
        tally.Add(vma);
        return Errno.None;
    }

    private void FreeTables(bool isLocked)
    {
        if (!hasTables)
        {
            return;
        }

        hasTables = false;
        ulong floor = Previous.Exists ? Previous.End : 0;
        mm.Machine.Observe(MappingSites.ZapStart, start);
        mm.Machine.Observe(MappingSites.ZapEnd, end);
        Zapping.Run(mm, Run());
        VmaRemoval.FreeTables(mm, Run(), floor, ceiling, isLocked);
    }

    private readonly VmaRun<TMachine> Run() =>
        VmaRun<TMachine>.Gathered(mm, first, (ulong)tally.Vmas);
}
