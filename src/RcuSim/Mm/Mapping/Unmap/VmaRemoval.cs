using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// Takes VMAs apart in three passes over all of them: pages away; out of the reverse maps, and page tables
/// away; the VMAs themselves.
/// </summary>
/// <remarks>
/// Who finds a VMA by a reverse map finds its page tables too, so no table goes before all VMAs that share it
/// have left.
/// </remarks>
internal static class VmaRemoval
{
    /// <summary>
    /// Removes every VMA that begins below a limit. The tree keeps their addresses: its owner, who holds the
    /// lock for writing, destroys it next.
    /// </summary>
    /// <param name="mm">The address space.</param>
    /// <param name="held">The hold on its lock.</param>
    /// <param name="treeEnd">The limit; 0 for all.</param>
    public static void All<TMachine>(MmStruct<TMachine> mm, MmapWriteGuard<TMachine> held, ulong treeEnd)
        where TMachine : struct, IMachine
    {
        var first = mm.FirstVma(0, treeEnd - 1);
        if (!first.Exists)
        {
            return;
        }

        Zapping.Run(mm, first, treeEnd);
        var teardown = TableTeardown<TMachine>.From(mm, first, TeardownLimits.Apart(0, 0, treeEnd), held);
        teardown.Run(mm.Tables);
        RemoveAll(mm, VmaRun<TMachine>.From(mm, first, treeEnd));
    }

    /// <summary>Takes a VMA out of both reverse maps.</summary>
    public static void Unlink<TMachine>(Vma<TMachine> vma)
        where TMachine : struct, IMachine
    {
        AnonUnlink.Run(vma.Machine, vma);
        var file = vma.File;
        if (file.Exists)
        {
            file.Unlink(vma);
        }
    }

    /// <summary>Takes gathered VMAs out of their reverse maps, and frees their page tables.</summary>
    /// <param name="mm">Their address space.</param>
    /// <param name="run">The VMAs, without pages and detached.</param>
    /// <param name="floor">Below it tables may belong to others.</param>
    /// <param name="ceiling">From it on tables may belong to others; 0 for the top.</param>
    /// <param name="isLocked">True if the mmap lock is held for writing.</param>
    public static void FreeTables<TMachine>(
        MmStruct<TMachine> mm, VmaRun<TMachine> run, ulong floor, ulong ceiling, bool isLocked)
        where TMachine : struct, IMachine
    {
        mm.Machine.Observe(MappingSites.Floor, floor);
        mm.Machine.Observe(MappingSites.Ceiling, ceiling);
        mm.Machine.Observe(MappingSites.TablesLocked, isLocked ? 1UL : 0);
        var teardown = new TableTeardown<TMachine>(run, TeardownLimits.Apart(floor, ceiling, 0));
        teardown.Run(mm.Tables);
    }

    /// <summary>Frees a VMA that nobody finds any more.</summary>
    /// <param name="mm">The address space that it was in.</param>
    /// <param name="vma">The VMA.</param>
    /// <param name="isClosed">True if its file was told that it goes.</param>
    [KernelName("remove_vma")]
    public static void Free<TMachine>(MmStruct<TMachine> mm, Vma<TMachine> vma, bool isClosed)
        where TMachine : struct, IMachine
    {
        UseSpan.Begin(mm.Machine, mm.Address, vma.Start, vma.Address);
        var file = vma.File;
        if (file.Exists)
        {
            Close(file, vma, isClosed);
        }

        UseSpan.End(mm.Machine, vma.Address);
        vma.Free();
    }

    private static void Close<TMachine>(MappedFile<TMachine> file, Vma<TMachine> vma, bool isClosed)
        where TMachine : struct, IMachine
    {
        if (!isClosed)
        {
            file.Close(vma);
        }

        file.Drop();
    }

    private static void RemoveAll<TMachine>(MmStruct<TMachine> mm, VmaRun<TMachine> run)
        where TMachine : struct, IMachine
    {
        var tally = default(PageTally);
        while (run.Current.Exists)
        {
            var vma = run.Current;
            run.MoveNext();
            tally.Add(vma);
            vma.Lock.Detach();
            Free(mm, vma, isClosed: false);
        }

        mm.CountMappings(-tally.Vmas);
        mm.CountLocked(-tally.Locked);
        mm.CountOut(tally);
        mm.Globals.Uncharge((ulong)tally.Charged);
    }
}
