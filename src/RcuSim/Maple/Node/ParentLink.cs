namespace RcuSim.Maple;

/// <summary>
/// The first word of a node: where it hangs. Parent's address, slot number × 8, and 6; of the root: the
/// tree's address and 1; of a dead node: its own address.
/// </summary>
internal static class ParentLink
{
    private const ulong ChildBits = 6;
    private const ulong RootBit = 1;

    /// <summary>The link of a child in a slot.</summary>
    public static ulong Of(ulong parent, int slot) =>
        NodePointer.Address(parent) + ((ulong)slot << 3) + ChildBits;

    /// <summary>The link of the root.</summary>
    public static ulong OfRoot(ulong tree) => tree + RootBit;

    /// <summary>True for the root's link.</summary>
    public static bool IsRoot(ulong link) => (link & RootBit) != 0;

    /// <summary>The parent's address, if the node is neither root nor dead.</summary>
    public static ulong Parent(ulong link) => NodePointer.Address(link);

    /// <summary>The slot in the parent; 0 for the root.</summary>
    public static int Slot(ulong link) => IsRoot(link) ? 0 : (int)(link >> 3) & 0xF;
}
