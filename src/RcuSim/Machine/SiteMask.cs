namespace RcuSim.Machine;

/// <summary>Sets of kinds of site, one bit each.</summary>
public static class SiteMask
{
    /// <summary>The set of the given kinds.</summary>
    public static ulong Of(params ReadOnlySpan<SiteKind> kinds)
    {
        ulong mask = 0;
        foreach (var kind in kinds)
        {
            mask |= 1UL << (int)kind;
        }

        return mask;
    }

    /// <summary>True if a set holds a kind.</summary>
    internal static bool Has(ulong mask, SiteKind kind) => (mask >> (int)kind & 1) != 0;
}
