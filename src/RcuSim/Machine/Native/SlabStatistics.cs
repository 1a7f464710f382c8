namespace RcuSim.Machine;

/// <summary>What became of one cache's objects in a native system.</summary>
/// <param name="Allocated">How many objects were ever taken.</param>
/// <param name="Freed">How many were ever freed.</param>
/// <param name="ReservedBytes">Memory reserved for objects, in bytes.</param>
/// <param name="UsedBytes">Memory that was ever part of an object; the rest is untouched.</param>
/// <param name="BookkeepingBytes">Memory that lists the free ones, in bytes.</param>
public readonly record struct SlabStatistics(
    long Allocated, long Freed, long ReservedBytes, long UsedBytes, long BookkeepingBytes)
{
    /// <summary>How many objects are in use.</summary>
    public long Live => Allocated - Freed;
}
