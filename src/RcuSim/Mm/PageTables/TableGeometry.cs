namespace RcuSim.Mm;

/// <summary>Which addresses a page table covers: four levels, pages of 4 KiB.</summary>
/// <remarks>
/// Kernel: x86-64 with four levels. A fifth one would be folded: it has no table and nothing to free.
/// </remarks>
internal static class TableGeometry
{
    /// <summary>How many entries a table has; the root has half as many, for the user's half.</summary>
    public const int Entries = 512;

    /// <summary>How many bytes a table below the root is counted with.</summary>
    public const ulong TableBytes = 1UL << PageShift;

    /// <summary>The end of what the tables can map, exclusive.</summary>
    public const ulong UserEnd = (1UL << 47) - (1UL << PageShift);

    private const int PageShift = 12;
    private const int LevelShift = 9;

    /// <summary>How many bytes one entry of a table covers.</summary>
    public static ulong EntrySpan(this TableLevel level) => 1UL << (PageShift + (LevelShift * (int)level));

    /// <summary>How many bytes a whole table covers.</summary>
    public static ulong Span(this TableLevel level) => level.EntrySpan() * Entries;

    /// <summary>The entry of a table that covers an address.</summary>
    public static int IndexOf(this TableLevel level, ulong address) =>
        (int)(address / level.EntrySpan() % Entries);

    /// <summary>How many entries a table of this level has.</summary>
    public static int EntriesOf(this TableLevel level) => level == TableLevel.Pgd ? Entries / 2 : Entries;

    /// <summary>The multiple of a size, a power of two, at or below an address.</summary>
    public static ulong RoundDown(ulong address, ulong size) => address & ~(size - 1);
}
