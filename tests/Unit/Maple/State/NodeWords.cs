using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>The words of a tree's nodes as they lie in memory, read without the tree's own code.</summary>
internal sealed class NodeWords<TMachine>(MapleTree<TMachine> tree)
    where TMachine : struct, IMachine
{
    public const int Leaf = 1;
    public const int Range = 2;
    public const int ARange = 3;

    public ulong Root => tree.Machine.Load(tree.Address + 16, MemoryOrder.PlainRacy);

    public static ulong Address(ulong pointer) => pointer & ~0xFFUL;

    public static int Type(ulong pointer) => (int)((pointer >> 3) & 0xF);

    /// <summary>A word of the node behind a pointer, whatever its tag.</summary>
    public ulong Word(ulong pointer, int word) =>
        tree.Machine.Load(Address(pointer) + ((ulong)word * 8), MemoryOrder.PlainRacy);

    public ulong Slot(ulong pointer, int slot) => Word(pointer, (Type(pointer) == ARange ? 10 : 16) + slot);

    /// <summary>The last used slot of an internal node with room.</summary>
    public int InnerEnd(ulong pointer) => (int)Word(pointer, Type(pointer) == ARange ? 30 : 31) & 0xF;

    /// <summary>How many slots each leaf of a tree of two levels uses.</summary>
    public IEnumerable<int> LeafSizes()
    {
        ulong root = Root;
        for (int slot = 0; slot <= InnerEnd(root); slot++)
            yield return LeafSize(Slot(root, slot), Word(root, 1 + slot));
    }

    private int LeafSize(ulong leaf, ulong highest)
    {
        int used = 0;
        while (used < 15 && Word(leaf, 1 + used) != 0)
        {
            if (Word(leaf, 1 + used++) == highest)
                return used;
        }

        return used + 1;
    }
}
