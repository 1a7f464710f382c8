using RcuSim.Machine;

namespace RcuSim.Mm;

/// <content>Freeing tables.</content>
internal readonly partial struct PageTables<TMachine>
{
    /// <summary>
    /// Takes out the tables of a range that, by its limits, nobody else needs. Whether they are empty is not
    /// looked at: limits that are too wide cut off tables in use, limits that are too tight leave tables
    /// behind.
    /// </summary>
    /// <param name="range">The range. No page is left in it, and no walker.</param>
    /// <param name="batch">Gets the tables, lower ones before the one that they hung in.</param>
    [KernelName("free_pgd_range")]
    public void FreeRange(TableRange range, ref TableBatch<TMachine> batch)
    {
        if (range.Round() is { } rounded)
        {
            ulong last = Math.Min(rounded.Last, TableGeometry.UserEnd - 1);
            FreeBelow(Root, rounded.Start, last, rounded, ref batch);
        }
    }

    /// <summary>Goes down what a table has for a part of the range, and frees it on the way up.</summary>
    private void FreeBelow(
        PageTable<TMachine> table,
        ulong first,
        ulong last,
        in TableRange range,
        ref TableBatch<TMachine> batch)
    {
        var entries = table.In(first, last);
        while (entries.MoveNext())
        {
            var below = table.Below(entries.Index);
            if (below.Level > TableLevel.Pte)
            {
                FreeBelow(below, entries.First, entries.Last, range, ref batch);
            }

            if (below.Level == TableLevel.Pte || range.Owns(below.Level, entries.First, entries.Last))
            {
                table.Clear(entries.Index);
                Count(-1);
                batch.Add(below);
            }
        }
    }
}
