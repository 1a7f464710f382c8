namespace RcuSim.Maple;

/// <summary>What a state remembers from one write to the next.</summary>
[Flags]
internal enum StateMarks : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Writes come in ascending order: leaves are cut far to the right.</summary>
    Bulk = 1,

    /// <summary>The last leaf may have too few slots when the bulk load ends.</summary>
    Rebalance = 2,

    /// <summary>The nodes were preallocated and are kept from write to write.</summary>
    Preallocated = 4,
}
