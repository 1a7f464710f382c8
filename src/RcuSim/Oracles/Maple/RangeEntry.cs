namespace RcuSim.Oracles;

/// <summary>A value and the range of indices it stands at.</summary>
/// <param name="First">The first index.</param>
/// <param name="Last">The last index, inclusive.</param>
/// <param name="Value">The value; not 0.</param>
internal readonly record struct RangeEntry(ulong First, ulong Last, ulong Value)
{
    /// <summary>True if it shares an index with a range.</summary>
    public bool Overlaps(ulong first, ulong last) => First <= last && Last >= first;
}
