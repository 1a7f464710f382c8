using System.Runtime.CompilerServices;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <summary>
/// A node seen through a pointer. Every read survives any contents: a node may be dead and reused while it is
/// read, and only <see cref="IsDead"/>, asked afterwards, says whether what was read may be used.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="pointer">The pointer; its tag gives the type.</param>
[KernelName("maple_node")]
internal readonly struct MapleNode<TMachine>(TMachine machine, ulong pointer)
    where TMachine : struct, IMachine
{
    private const ulong PivotBytes = 8;
    private const ulong WideSlotBytes = 128;
    private const ulong WideMetaBytes = 248;
    private const ulong ARangeSlotBytes = 80;
    private const ulong ARangeGapBytes = 160;
    private const ulong ARangeMetaBytes = 240;

    /// <summary>The pointer.</summary>
    public ulong Pointer => pointer;

    /// <summary>The node's address.</summary>
    public ulong Address => NodePointer.Address(pointer);

    /// <summary>True for a leaf.</summary>
    public bool IsLeaf => NodePointer.IsLeaf(pointer);

    /// <summary>True for an internal node with gaps.</summary>
    public bool IsARange => NodePointer.IsARange(pointer);

    /// <summary>How many pivots there is room for: one fewer than slots.</summary>
    public int PivotCapacity => (IsARange ? MapleNodeLayout.ARangeSlots : MapleNodeLayout.WideSlots) - 1;

    /// <summary>Where the metadata is, if it is anywhere: in a wide node it shares the last slot.</summary>
    public ulong MetaAddress => Address + (IsARange ? ARangeMetaBytes : WideMetaBytes);

    /// <summary>Where a pivot is.</summary>
    public ulong PivotAddress(int slot) => Address + PivotBytes + ((ulong)slot * 8);

    /// <summary>Where a slot is.</summary>
    public ulong SlotAddress(int slot) =>
        Address + (IsARange ? ARangeSlotBytes : WideSlotBytes) + ((ulong)slot * 8);

    /// <summary>Where a gap of an arange node is.</summary>
    public ulong GapAddress(int slot) => Address + ARangeGapBytes + ((ulong)slot * 8);

    /// <summary>A stored pivot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Pivot(int slot) => machine.Load(PivotAddress(slot), PlainRacy);

    /// <summary>The slot that holds an index of the node: the first whose pivot reaches it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int SlotOf(ulong index) => machine.FindAtLeast(PivotAddress(0), PivotCapacity, index, PlainRacy);

    /// <summary>The lowest index of a slot, given the node's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong LowerBound(int slot, ulong min) => slot > 0 ? Pivot(slot - 1) + 1 : min;

    /// <summary>The highest index of a slot, given the node's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong UpperBound(int slot, ulong max) => slot < PivotCapacity ? Pivot(slot) : max;

    /// <summary>A slot as a reader without the lock reads it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Slot(int slot)
    {
        // (G) Keeps the reads of a child or an entry behind the read of its pointer; pairs with (F) and (I).
        // Moved above, they could see it before it was complete.
        return machine.Load(SlotAddress(slot), Dereference);
    }

    /// <summary>A slot as the holder of the lock reads it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong SlotLocked(int slot) => machine.Load(SlotAddress(slot), Plain);

    /// <summary>The largest gap recorded for a child.</summary>
    public ulong Gap(int slot) => machine.Load(GapAddress(slot), Plain);

    /// <summary>The number of the last used slot, given the node's highest index.</summary>
    /// <remarks>Kernel: <c>ma_data_end</c>.</remarks>
    [KernelName("ma_data_end")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int DataEnd(ulong max)
    {
        if (IsARange)
        {
            return RecordedEnd();
        }

        ulong top = Pivot(MapleNodeLayout.WideSlots - 2);
        if (top == 0)
        {
            return RecordedEnd();
        }

        return top == max ? MapleNodeLayout.WideSlots - 2 : MapleNodeLayout.WideSlots - 1;
    }

    /// <summary>
    /// The number of the last used slot of an internal node whose highest index is not known: where the last
    /// slot and the metadata share a word, the metadata cannot look like a child.
    /// </summary>
    public int InternalEnd()
    {
        if (IsARange || Pivot(MapleNodeLayout.WideSlots - 2) == 0)
        {
            return RecordedEnd();
        }

        ulong word = machine.Load(MetaAddress, PlainRacy);
        return word > MapleEntry.ReservedEnd ? MapleNodeLayout.WideSlots - 1 : (int)(word & 0xF);
    }

    /// <summary>The slot recorded as holding the largest gap of an arange node.</summary>
    public int LargestGapSlot() => (int)(machine.Load(MetaAddress, Plain) >> 8) & 0xF;

    /// <summary>The parent link.</summary>
    public ulong Link(MemoryOrder order) => machine.Load(Address, order);

    /// <summary>
    /// True if the node has left the tree. Everything read from it before the question was current only if
    /// not.
    /// </summary>
    /// <remarks>Kernel: <c>ma_dead_node</c>.</remarks>
    [KernelName("ma_dead_node")]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsDead()
    {
        // (A) Keeps all reads of the node before the read of its link; pairs with (B) in MarkDead. Moved
        // below, a reader could take a live link first and a reused word afterwards.
        machine.Fence(FenceKind.Read);
        return NodePointer.Address(machine.Load(Address, Once)) == Address;
    }

    private int RecordedEnd() => (int)machine.Load(MetaAddress, PlainRacy) & 0xF;
}
