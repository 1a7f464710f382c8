using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <content>
/// Keeps the largest gaps recorded in internal nodes right. Only holders of the lock read them.
/// </content>
internal partial struct MapleState<TMachine>
{
    /// <summary>Measures the leaf the state stands on and passes a changed gap on upward.</summary>
    [KernelName("mas_update_gap")]
    private readonly void UpdateLeafGap()
    {
        if (!IsOnRoot)
        {
            UpdateGap(node, LeafGap(Node(node), min, max, end));
        }
    }

    /// <summary>The longest empty slot of a leaf.</summary>
    [KernelName("mas_leaf_max_gap")]
    internal static ulong LeafGap(MapleNode<TMachine> leaf, ulong low, ulong high, int dataEnd)
    {
        ulong largest = 0;
        ulong first = low;
        for (int slot = 0; slot < dataEnd; slot++)
        {
            ulong next = leaf.Pivot(slot) + 1;
            largest = Math.Max(largest, leaf.SlotLocked(slot) == 0 ? next - first : 0);
            first = next;
        }

        return leaf.SlotLocked(dataEnd) == 0 ? Math.Max(largest, high - first + 1) : largest;
    }

    /// <summary>
    /// Records a node's largest gap in its parent, and further up while that changes a parent's own.
    /// </summary>
    [KernelName("mas_parent_gap")]
    private readonly void UpdateGap(ulong pointer, ulong gap)
    {
        ulong child = NodePointer.Address(pointer);
        ulong largest = gap;
        for (int level = 0; level <= MapleNodeLayout.MaxHeight; level++)
        {
            ulong link = machine.Load(child, Plain);
            if (ParentLink.IsRoot(link))
            {
                return;
            }

            child = ParentLink.Parent(link);
            var parent = Node(NodePointer.Of(child, MapleNodeType.ARange));
            if (!RecordGap(parent, ParentLink.Slot(link), ref largest))
            {
                return;
            }
        }
    }

    /// <summary>
    /// Records a child's gap; true if the node's own largest gap changed, and what it is now.
    /// </summary>
    private readonly bool RecordGap(MapleNode<TMachine> parent, int slot, ref ulong gap)
    {
        ulong meta = machine.Load(parent.MetaAddress, Plain);
        int recorded = (int)(meta >> 8) & 0xF;
        ulong before = parent.Gap(recorded);
        ulong own = slot == recorded ? before : parent.Gap(slot);
        if (own == gap)
        {
            return false;
        }

        machine.Store(parent.GapAddress(slot), gap, Plain);
        if (gap == before || (slot != recorded && gap < before))
        {
            return false;
        }

        int largest = slot;
        if (slot == recorded && gap < before)
        {
            largest = HighestLargest(parent, (int)meta & 0xF, ref gap);
        }

        if (largest != recorded)
        {
            machine.Store(parent.MetaAddress, (meta & 0xFF) | ((ulong)largest << 8), PlainRacy);
        }

        return true;
    }

    /// <summary>The highest slot with the largest gap; the last one if there are no gaps.</summary>
    private static int HighestLargest(MapleNode<TMachine> parent, int dataEnd, ref ulong gap)
    {
        int largest = dataEnd;
        gap = 0;
        for (int slot = dataEnd; slot >= 0; slot--)
        {
            ulong below = parent.Gap(slot);
            if (below > gap)
            {
                gap = below;
                largest = slot;
            }
        }

        return largest;
    }
}
