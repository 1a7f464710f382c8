namespace RcuSim.Maple;

/// <summary>
/// One node on the way from the root to a leaf, and the slot through which the path continues.
/// </summary>
internal struct PathLevel
{
    /// <summary>The pointer to the node.</summary>
    public ulong Node;

    /// <summary>The node's lowest index.</summary>
    public ulong Min;

    /// <summary>The node's highest index.</summary>
    public ulong Max;

    /// <summary>The slot taken.</summary>
    public int Slot;

    /// <summary>The node's last used slot.</summary>
    public int End;

    /// <summary>True if the node covers the whole tree.</summary>
    public readonly bool CoversAll => Min == 0 && Max == ulong.MaxValue;
}
