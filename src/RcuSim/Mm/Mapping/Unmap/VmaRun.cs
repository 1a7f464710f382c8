using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Mm;

/// <summary>
/// Goes over the VMAs that an unmapping takes apart: from one on, up to where the tree's walk ends or the
/// entry that a failed copy has left.
/// </summary>
internal struct VmaRun<TMachine>
    where TMachine : struct, IMachine
{
    private readonly TMachine machine;
    private readonly ulong last;
    private MapleState<TMachine> state;

    private VmaRun(MapleTree<TMachine> tree, Vma<TMachine> first, ulong next, ulong last)
    {
        machine = tree.Machine;
        this.last = last;
        Current = first;
        state = new(tree, next, next);
    }

    /// <summary>The VMA; address 0 if none is left.</summary>
    public Vma<TMachine> Current { get; private set; }

    /// <summary>Begins at a VMA of an address space.</summary>
    /// <param name="mm">The address space. The caller holds the mmap lock.</param>
    /// <param name="first">The VMA; address 0 for none.</param>
    /// <param name="treeEnd">VMAs that begin from it on are left alone; 0 if there are none.</param>
    public static VmaRun<TMachine> From(MmStruct<TMachine> mm, Vma<TMachine> first, ulong treeEnd) =>
        new(mm.Tree, first, first.Exists ? first.End : 0, treeEnd - 1);

    /// <summary>Begins at the first of the VMAs that were gathered.</summary>
    /// <param name="mm">Their address space.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many they are; not 0.</param>
    public static VmaRun<TMachine> Gathered(MmStruct<TMachine> mm, Vma<TMachine> first, ulong count) =>
        new(mm.SideTree, first, 1, count - 1);

    /// <summary>Goes to the next VMA.</summary>
    public void MoveNext()
    {
        ulong found = state.Find(last);
        Current = new(machine, found == MapleEntry.Zero ? 0 : found);
    }
}
