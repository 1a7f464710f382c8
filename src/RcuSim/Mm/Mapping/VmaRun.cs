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
    private readonly MmStruct<TMachine> mm;
    private readonly ulong last;
    private MapleState<TMachine> state;

    /// <summary>Begins at a VMA.</summary>
    /// <param name="mm">Its address space. The caller holds the mmap lock.</param>
    /// <param name="first">The VMA; address 0 for none.</param>
    /// <param name="treeEnd">VMAs that begin from it on are left alone; 0 if there are none.</param>
    public VmaRun(MmStruct<TMachine> mm, Vma<TMachine> first, ulong treeEnd)
    {
        this.mm = mm;
        last = treeEnd - 1;
        Current = first;
        ulong next = first.Exists ? first.End : 0;
        state = new(mm.Tree, next, next);
    }

    /// <summary>The VMA; address 0 if none is left.</summary>
    public Vma<TMachine> Current { get; private set; }

    /// <summary>Goes to the next VMA.</summary>
    public void MoveNext()
    {
        ulong found = state.Find(last);
        Current = new(mm.Machine, found == MapleEntry.Zero ? 0 : found);
    }
}
