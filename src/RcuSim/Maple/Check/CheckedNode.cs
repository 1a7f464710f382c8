namespace RcuSim.Maple;

/// <summary>A node under validation.</summary>
/// <param name="Pointer">The pointer to it.</param>
/// <param name="Min">Its lowest index.</param>
/// <param name="Max">Its highest index.</param>
/// <param name="Level">Its level; the root is at 1.</param>
internal readonly record struct CheckedNode(ulong Pointer, ulong Min, ulong Max, int Level);
