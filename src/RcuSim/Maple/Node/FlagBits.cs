namespace RcuSim.Maple;

/// <summary>What the flags word of a tree says.</summary>
internal static class FlagBits
{
    /// <summary>True if readers may be in the tree without the lock.</summary>
    public static bool InRcuMode(this MapleTreeFlags flags) =>
        (flags & MapleTreeFlags.Rcu) != MapleTreeFlags.None;

    /// <summary>True if gaps are tracked.</summary>
    public static bool TracksGaps(this MapleTreeFlags flags) =>
        (flags & MapleTreeFlags.AllocRange) != MapleTreeFlags.None;

    /// <summary>The recorded height.</summary>
    public static int Height(this MapleTreeFlags flags) =>
        (int)((ulong)(flags & MapleTreeFlags.HeightMask) >> 2);

    /// <summary>The type of the tree's internal nodes: a parent link does not carry it.</summary>
    public static MapleNodeType InternalType(this MapleTreeFlags flags) =>
        flags.TracksGaps() ? MapleNodeType.ARange : MapleNodeType.Range;
}
