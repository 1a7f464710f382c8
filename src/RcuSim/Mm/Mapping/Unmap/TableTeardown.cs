using RcuSim.Locking;
using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>
/// Takes VMAs out of the reverse maps and says which page tables can go then; those of VMAs close to each
/// other together.
/// </summary>
/// <remarks>
/// Kernel: <c>free_pgtables</c>. The VMAs have no page left. Nobody finds the tables by a reverse map any
/// more when they are freed, which is what a walker there relies on.
/// </remarks>
/// <param name="run">The VMAs.</param>
/// <param name="limits">How far to go.</param>
/// <param name="held">
/// The hold on the mmap lock with which each VMA is locked first; the default if all are.
/// </param>
[KernelName("free_pgtables")]
internal struct TableTeardown<TMachine>(
    VmaRun<TMachine> run, TeardownLimits limits, MmapWriteGuard<TMachine> held = default)
    where TMachine : struct, IMachine
{
    private VmaRun<TMachine> run = run;

    /// <summary>Begins at a VMA of an address space.</summary>
    /// <param name="mm">The address space.</param>
    /// <param name="first">The first VMA.</param>
    /// <param name="limits">How far to go.</param>
    /// <param name="held">As for the constructor.</param>
    public static TableTeardown<TMachine> From(
        MmStruct<TMachine> mm,
        Vma<TMachine> first,
        TeardownLimits limits,
        MmapWriteGuard<TMachine> held = default) =>
        new(VmaRun<TMachine>.From(mm, first, limits.TreeEnd), limits, held);

    /// <summary>Takes all VMAs out of their reverse maps and frees the tables that go.</summary>
    /// <param name="tables">The tables of their address space.</param>
    public void Run(PageTables<TMachine> tables)
    {
        var batch = new TableBatch<TMachine>(tables.Machine);
        while (UnlinkNext(out var range))
        {
            tables.FreeRange(range, ref batch);
        }

        batch.Free();
    }

    /// <summary>Takes the next VMAs, neighbours, out of their reverse maps.</summary>
    /// <param name="range">What they cover, with the limits of their tables.</param>
    /// <returns>False if no VMA is left.</returns>
    public bool UnlinkNext(out TableRange range)
    {
        range = default;
        if (!run.Current.Exists)
        {
            return false;
        }

        ulong start = run.Current.Start;
        Vma<TMachine> latest;
        do
        {
            latest = run.Current;
            if (held.IsHeld)
            {
                latest.Lock.StartWrite(held);
            }

            VmaRemoval.Unlink(latest);
            run.MoveNext();
        }
        while (run.Current.Exists && IsNear(latest, run.Current));
        ulong ceiling = run.Current.Exists ? run.Current.Start : limits.Ceiling;
        range = new(start, latest.End, limits.Floor, ceiling);
        return true;
    }

    /// <summary>
    /// True if no more than what one table covers lies between two VMAs: it is not worth while to look for
    /// tables that only one of them needs.
    /// </summary>
    private readonly bool IsNear(Vma<TMachine> below, Vma<TMachine> above) =>
        above.Start <= below.End + TableLevel.Pte.Span()
        && !(limits.HugeApart && (below.Flags.Has(VmFlags.Huge) || above.Flags.Has(VmFlags.Huge)));
}
