namespace RcuSim.Mm;

/// <summary>How far an unmapping goes: in the tree of VMAs, and in the page tables.</summary>
/// <param name="Floor">Page tables below it may belong to others.</param>
/// <param name="Ceiling">Page tables from it on may belong to others; 0 if there are none.</param>
/// <param name="TreeEnd">VMAs that begin from it on are left alone; 0 if there are none.</param>
/// <param name="HugeApart">True if the tables of huge pages are freed apart from their neighbours'.</param>
/// <remarks>
/// Who passes one number for the last two has no way to say that the tables end where the VMAs do not: a
/// child whose copy failed has no table above the last VMA that is its own, but its tree goes on with the
/// parent's. With the first of the parent's as ceiling tables leak; with the top as the tree's end the
/// parent's VMAs are taken apart.
/// </remarks>
internal readonly record struct TeardownLimits(ulong Floor, ulong Ceiling, ulong TreeEnd, bool HugeApart)
{
    /// <summary>The ceiling ends the walk over the tree too, as up to 6.18.</summary>
    public static TeardownLimits Joint(ulong floor, ulong ceiling) => new(floor, ceiling, ceiling, true);

    /// <summary>Each has an end of its own, as from 7.0 on.</summary>
    public static TeardownLimits Apart(ulong floor, ulong ceiling, ulong treeEnd) =>
        new(floor, ceiling, treeEnd, false);
}
