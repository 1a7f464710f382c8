namespace RcuSim.Machine;

/// <summary>What became of one cache's objects in a native system.</summary>
internal sealed class SlabStatistics
{
    /// <summary>How many objects were ever taken.</summary>
    public long Allocated { get; internal init; }

    /// <summary>How many were ever freed.</summary>
    public long Freed { get; internal init; }

    /// <summary>How many objects are in use.</summary>
    public long Live => Allocated - Freed;

    /// <summary>Memory reserved for objects, in bytes.</summary>
    internal long ReservedBytes { get; init; }

    /// <summary>Memory that was ever part of an object, in bytes; the rest is untouched.</summary>
    internal long UsedBytes { get; init; }

    /// <summary>Memory that lists the free ones, in bytes.</summary>
    internal long BookkeepingBytes { get; init; }
}
