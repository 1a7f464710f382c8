namespace RcuSim.Maple;

/// <summary>Where a cursor stands, for who compares or shows it.</summary>
/// <param name="Node">The pointer to the node; 0 if it holds none.</param>
/// <param name="Min">The node's lowest index.</param>
/// <param name="Max">The node's highest index.</param>
/// <param name="Offset">The slot.</param>
/// <param name="End">The node's last used slot, as the cursor noted it.</param>
internal readonly record struct MaplePosition(ulong Node, ulong Min, ulong Max, int Offset, int End);
