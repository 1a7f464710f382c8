using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <content>Writes that stay within one leaf.</content>
internal partial struct MapleState<TMachine>
{
    /// <summary>One release store: readers see the old value or the new.</summary>
    private void StoreExactFit(in WritePlan plan)
    {
        PublishEntry(Node(node).SlotAddress(offset), plan.Value);
        NoteGapChange(in plan, plan.Value == 0 || plan.Content == 0);
    }

    /// <summary>
    /// The values first, then the pivots: until a pivot has moved, readers see the old value on its far
    /// side.
    /// </summary>
    [KernelName("mas_wr_slot_store")]
    private void StoreInSlots(in WritePlan plan)
    {
        var leaf = Node(node);
        bool gaps = plan.Value == 0 || plan.Content == 0 || plan.EndContent == 0;
        if (plan.EndOffset - offset == 1)
        {
            bool fromStart = index == plan.Low;
            PublishEntry(leaf.SlotAddress(fromStart ? offset : offset + 1), plan.Value);
            machine.Store(leaf.PivotAddress(offset), fromStart ? last : index - 1, PlainRacy);
            offset += fromStart ? 0 : 1;
        }
        else
        {
            gaps |= leaf.SlotLocked(offset + 1) == 0;
            PublishEntry(leaf.SlotAddress(offset + 1), plan.Value);
            machine.Store(leaf.PivotAddress(offset), index - 1, PlainRacy);
            machine.Store(leaf.PivotAddress(offset + 1), last, PlainRacy);
            offset++;
        }

        NoteGapChange(in plan, gaps);
    }

    /// <summary>Adds one or two slots at the end, in place: not for trees in RCU mode.</summary>
    [KernelName("mas_wr_append")]
    private void AppendToLeaf(in WritePlan plan)
    {
        var leaf = Node(node);
        int newEnd = plan.NewEnd;
        int at = offset + (index > plan.Low ? 1 : 0);
        if (newEnd < leaf.PivotCapacity)
        {
            machine.Store(leaf.PivotAddress(newEnd), max, PlainRacy);
            machine.Store(leaf.MetaAddress, (ulong)newEnd, PlainRacy);
        }

        if (last < plan.High)
        {
            PublishEntry(leaf.SlotAddress(newEnd), plan.Content);
            machine.Store(leaf.PivotAddress(at), last, PlainRacy);
        }

        PublishEntry(leaf.SlotAddress(at), plan.Value);
        if (index > plan.Low)
        {
            machine.Store(leaf.PivotAddress(offset), index - 1, PlainRacy);
        }

        offset = at;
        end = newEnd;
        NoteGapChange(in plan, plan.Value == 0 || plan.Content == 0);
    }

    /// <summary>
    /// Rebuilds the leaf: in RCU mode in a new node which then takes the old one's place, otherwise where it
    /// is.
    /// </summary>
    [KernelName("mas_wr_node_store")]
    private void RebuildLeaf(in WritePlan plan)
    {
        ulong old = node;
        if (plan.InRcuMode)
        {
            node = NodePointer.Of(TakeNode(), MapleNodeType.Leaf);
            machine.Copy(NodePointer.Address(node), NodePointer.Address(old), MapleNodeLayout.Words);
        }

        offset = Splice(Node(node), in plan);
        if (plan.InRcuMode)
        {
            PutInTree(old, node, levels: 0);
            Retire(in plan, NodePointer.Address(old));
        }

        end = plan.NewEnd;
        NoteGapChange(in plan, changed: true);
    }

    /// <summary>
    /// Gives a leaf its new contents: the slots before the range stay, then come what is left of the first,
    /// the value, what is left of the last, and the slots after. Returns the slot that holds the value.
    /// </summary>
    private readonly int Splice(MapleNode<TMachine> leaf, in WritePlan plan)
    {
        int newEnd = plan.NewEnd;
        int at = offset + (index > plan.Low ? 1 : 0);
        int rest = at + 1 + (last < plan.EndHigh ? 1 : 0);
        int after = plan.EndOffset + 1;
        if (after != rest)
        {
            MoveWords(leaf.SlotAddress(rest), leaf.SlotAddress(after), end - plan.EndOffset);
            MoveWords(leaf.PivotAddress(rest), leaf.PivotAddress(after), end - after);
        }

        if (index > plan.Low)
        {
            machine.Store(leaf.PivotAddress(offset), index - 1, PlainRacy);
            machine.Store(leaf.SlotAddress(offset), plan.Content, Plain);
        }

        machine.Store(leaf.SlotAddress(at), plan.Value, Plain);
        if (at < newEnd)
        {
            machine.Store(leaf.PivotAddress(at), last, PlainRacy);
        }

        if (last < plan.EndHigh)
        {
            machine.Store(leaf.SlotAddress(at + 1), plan.EndContent, Plain);
            if (at + 1 < newEnd)
            {
                machine.Store(leaf.PivotAddress(at + 1), plan.EndHigh, PlainRacy);
            }
        }

        EndLeaf(leaf, newEnd);
        return at;
    }

    /// <summary>Puts an entry where readers find it.</summary>
    private readonly void PublishEntry(ulong word, ulong value) =>
        // (I) Publishes an entry; pairs with (D) and (G). Moved above the stores that fill what it points to,
        // a reader could use what is not there yet.
        machine.Store(word, value, Publish, MapleSites.NewEntry);

    private readonly void MoveWords(ulong to, ulong from, int words)
    {
        if (words > 0)
        {
            machine.Copy(to, from, words);
        }
    }

    /// <summary>Records a leaf's new end, and clears what it still holds after it.</summary>
    private readonly void EndLeaf(MapleNode<TMachine> leaf, int newEnd)
    {
        int words = Math.Min(end, leaf.PivotCapacity - 1) - newEnd;
        if (words > 0)
        {
            machine.Fill(leaf.PivotAddress(newEnd + 1), 0, words);
            machine.Fill(leaf.SlotAddress(newEnd + 1), 0, words);
        }

        if (newEnd < leaf.PivotCapacity)
        {
            machine.Store(leaf.PivotAddress(newEnd), max, PlainRacy);
            machine.Store(leaf.MetaAddress, (ulong)newEnd, PlainRacy);
        }
    }

    private void NoteGapChange(in WritePlan plan, bool changed)
    {
        if (changed && plan.TracksGaps)
        {
            UpdateLeafGap();
        }
    }
}
