namespace RcuSim.Maple;

/// <summary>An internal node being copied, and how far its children are.</summary>
internal struct CopyLevel
{
    /// <summary>The pointer to the node.</summary>
    public ulong Source;

    /// <summary>The pointer to its copy.</summary>
    public ulong Copy;

    /// <summary>The child being copied.</summary>
    public int Slot;

    /// <summary>The last child.</summary>
    public int End;
}
