namespace RcuSim.Maple;

/// <summary>How many slots a node may have and should have, by type.</summary>
internal static class NodeSizes
{
    /// <summary>The number of slots.</summary>
    /// <remarks>Kernel: <c>mt_slots</c>.</remarks>
    public static int Slots(MapleNodeType type) =>
        type == MapleNodeType.ARange ? MapleNodeLayout.ARangeSlots : MapleNodeLayout.WideSlots;

    /// <summary>The last used slot below which a node other than the root has too few.</summary>
    /// <remarks>Kernel: <c>mt_min_slots</c>.</remarks>
    public static int Minimum(MapleNodeType type) => type == MapleNodeType.ARange ? 4 : 6;
}
