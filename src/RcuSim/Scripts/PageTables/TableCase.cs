using RcuSim.Mm;

namespace RcuSim.Scripts;

/// <summary>A case on page tables.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Vmas">The VMAs, ascending; a VMA's number is its place.</param>
/// <param name="Pages">The pages that are present at the beginning; some may be named again.</param>
/// <param name="Operations">What is done, one after the other on the same tables.</param>
internal sealed record TableCase(
    string Name,
    IReadOnlyList<TableVma> Vmas,
    IReadOnlyList<ulong> Pages,
    IReadOnlyList<TableOperation> Operations);

/// <summary>A VMA of a case.</summary>
/// <param name="Start">Its first address.</param>
/// <param name="End">The address after its last.</param>
/// <param name="IsHuge">True if its pages are huge ones of a pool.</param>
internal readonly record struct TableVma(ulong Start, ulong End, bool IsHuge);

/// <summary>An operation of a case.</summary>
internal abstract record TableOperation;

/// <summary>Frees the tables of a range.</summary>
/// <param name="Range">The range and its limits.</param>
internal sealed record RangeOperation(TableRange Range) : TableOperation;

/// <summary>Takes VMAs apart and frees their tables.</summary>
/// <param name="Form">Which limits there are.</param>
/// <param name="First">The number of the first VMA.</param>
/// <param name="Floor">Below it tables may belong to others.</param>
/// <param name="Ceiling">From it on tables may belong to others; 0 for the top.</param>
/// <param name="TreeEnd">
/// VMAs that begin from it on are left alone; 0 for the top; null if the ceiling says that too.
/// </param>
/// <param name="Marked">
/// The number of the VMA in whose place the mark of a failed copy stands, or null.
/// </param>
internal sealed record TeardownOperation(
    string Form, int First, ulong Floor, ulong Ceiling, ulong? TreeEnd, int? Marked) : TableOperation
{
    /// <summary>The same as limits.</summary>
    public TeardownLimits Limits => TreeEnd is { } end
        ? TeardownLimits.Apart(Floor, Ceiling, end)
        : TeardownLimits.Joint(Floor, Ceiling);
}
