using System.Runtime.CompilerServices;
using RcuSim.Machine;

namespace RcuSim.Maple;

/// <summary>
/// Pointers to nodes: the address, which is a multiple of 256, with the type in bits 3–6 and bit 2 set. Bit 1
/// is set in the root word only.
/// </summary>
/// <remarks>Kernel: <c>maple_enode</c> and the <c>mte_</c> helpers.</remarks>
[KernelName("maple_enode")]
internal static class NodePointer
{
    private const ulong AddressMask = ~0xFFUL;
    private const ulong TypeBits = 0x78;
    private const ulong MadeBit = 4;
    private const ulong RootBit = 2;

    /// <summary>The pointer to a node of a type at an address.</summary>
    public static ulong Of(ulong address, MapleNodeType type) => address + ((ulong)type << 3) + MadeBit;

    /// <summary>The address of the node.</summary>
    public static ulong Address(ulong pointer) => pointer & AddressMask;

    /// <summary>The bits below the address.</summary>
    public static ulong Tag(ulong pointer) => pointer & ~AddressMask;

    /// <summary>The type that the pointer names.</summary>
    public static MapleNodeType Type(ulong pointer) => (MapleNodeType)((pointer & TypeBits) >> 3);

    /// <summary>True for a leaf.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLeaf(ulong pointer) => (pointer & TypeBits) < ((ulong)MapleNodeType.Range << 3);

    /// <summary>True for an internal node with gaps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsARange(ulong pointer) => (pointer & TypeBits) == ((ulong)MapleNodeType.ARange << 3);

    /// <summary>The root word that stands for a node.</summary>
    public static ulong ToRoot(ulong pointer) => pointer | RootBit;

    /// <summary>The pointer in a root word that <see cref="IsNode"/>.</summary>
    public static ulong FromRoot(ulong word) => word & ~RootBit;

    /// <summary>True if a root word is a pointer to a node, not a value and not empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNode(ulong word) => (word & 3) == 2 && word > MapleEntry.ReservedEnd;
}
