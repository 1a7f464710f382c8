using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>Goes over the entries of a table that are not empty, as far as they cover a range.</summary>
/// <param name="table">The table.</param>
/// <param name="first">The first address of the range, which the table covers.</param>
/// <param name="last">Its last address, which the table covers.</param>
internal struct PresentEntries<TMachine>(PageTable<TMachine> table, ulong first, ulong last)
    where TMachine : struct, IMachine
{
    private readonly int end = table.Level.IndexOf(last) + 1;
    private int index = table.Level.IndexOf(first) - 1;

    /// <summary>The entry's number.</summary>
    public readonly int Index => index;

    /// <summary>The first address of the range that the entry covers.</summary>
    public readonly ulong First => Math.Max(first, EntryStart);

    /// <summary>The last address of the range that the entry covers.</summary>
    public readonly ulong Last => Math.Min(last, EntryStart + table.Level.EntrySpan() - 1);

    private readonly ulong EntryStart =>
        TableGeometry.RoundDown(first, table.Level.Span()) + ((ulong)index * table.Level.EntrySpan());

    /// <summary>Goes to the next entry.</summary>
    /// <returns>False if there is none.</returns>
    public bool MoveNext()
    {
        index = table.NextPresent(index + 1, end);
        return index < end;
    }
}
