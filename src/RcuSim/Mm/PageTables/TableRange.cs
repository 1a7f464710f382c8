namespace RcuSim.Mm;

/// <summary>
/// A range whose page tables are freed, and the limits that say which of them nobody else needs. An end or a
/// ceiling of 0 is the top of memory; all else is compared by its last address, so that 0 is the highest.
/// </summary>
/// <param name="Start">The first address.</param>
/// <param name="End">The address after the last.</param>
/// <param name="Floor">What lies below it may belong to others.</param>
/// <param name="Ceiling">What lies from it on may belong to others; 0 if there are none.</param>
/// <remarks>
/// A ceiling that is an address means that somebody lives there. So it is rounded down at each level to what
/// a table covers: the table into which it falls stays.
/// </remarks>
internal readonly record struct TableRange(ulong Start, ulong End, ulong Floor, ulong Ceiling)
{
    /// <summary>The last address.</summary>
    public ulong Last => End - 1;

    /// <summary>The range of the lowest tables that may go; null if there are none.</summary>
    public TableRange? Round()
    {
        ulong size = TableLevel.Pte.Span();
        ulong start = TableGeometry.RoundDown(Start, size);
        if (start < Floor)
        {
            start += size;
            if (start == 0)
            {
                return null;
            }
        }

        if (!TryRoundCeiling(size, out ulong ceiling))
        {
            return null;
        }

        // Once, and not to a multiple: the end itself is never rounded.
        ulong end = Last > ceiling - 1 ? End - size : End;
        return start > end - 1 ? null : new(start, end, Floor, ceiling);
    }

    /// <summary>True if nobody else needs the table of a level that covers a part of the range.</summary>
    /// <param name="level">The table's level.</param>
    /// <param name="first">The part's first address.</param>
    /// <param name="last">The part's last address.</param>
    public bool Owns(TableLevel level, ulong first, ulong last) =>
        TableGeometry.RoundDown(first, level.Span()) >= Floor
        && TryRoundCeiling(level.Span(), out ulong ceiling)
        && last <= ceiling - 1;

    /// <summary>False if it falls into the lowest table of memory, which then stays.</summary>
    private bool TryRoundCeiling(ulong size, out ulong rounded)
    {
        rounded = TableGeometry.RoundDown(Ceiling, size);
        return rounded != 0 || Ceiling == 0;
    }
}
