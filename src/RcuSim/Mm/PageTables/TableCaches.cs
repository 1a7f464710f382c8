using RcuSim.Machine;

namespace RcuSim.Mm;

/// <summary>The caches of page tables, one for each level, and the words of a table by number.</summary>
internal static class TableCaches
{
    /// <summary>The first entry.</summary>
    public const int Entry = 0;

    /// <summary>The lock of a table below the root: of its pages, or of the making of tables below
    /// it.</summary>
    public const int Lock = TableGeometry.Entries;

    /// <summary>The next table that waits to be freed with this one.</summary>
    public const int BatchNext = Lock + 1;

    private static readonly SlabCache[] all =
    [
        Table(9, "pte_table"),
        Table(10, "pmd_table"),
        Table(11, "pud_table"),
        new(12, "pgd", TableGeometry.Entries / 2, [new("entry", Entry, TableGeometry.Entries / 2)]),
    ];

    /// <summary>The cache of the tables of a level.</summary>
    public static SlabCache Of(TableLevel level) => all[(int)level];

    /// <summary>True if the objects of a cache are page tables.</summary>
    public static bool Has(SlabCache cache) => Array.IndexOf(all, cache) >= 0;

    private static SlabCache Table(int number, string name) => new(
        number, name, TableGeometry.Entries + 2,
        [
            new("entry", Entry, TableGeometry.Entries),
            new("ptl", Lock) { IsLock = true },
            new("batch_next", BatchNext) { BackLink = true },
        ]);
}
