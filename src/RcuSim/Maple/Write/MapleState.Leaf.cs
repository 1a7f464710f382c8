using System.Runtime.CompilerServices;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <content>Writes that stay within one leaf.</content>
public partial struct MapleState<TMachine>
{
    /// <summary>One release store: readers see the old value or the new.</summary>
    private void StoreExactFit(in WritePlan plan)
    {
        machine.Store(Node(node).SlotAddress(offset), plan.Value, Publish);
        NoteGapChange(in plan, plan.Value == 0 || plan.Content == 0);
    }

    /// <summary>
    /// The values first, then the borders: until a border has moved, readers see the old value on its far
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
            machine.Store(leaf.SlotAddress(fromStart ? offset : offset + 1), plan.Value, Publish);
            machine.Store(leaf.PivotAddress(offset), fromStart ? last : index - 1, PlainRacy);
            offset += fromStart ? 0 : 1;
        }
        else
        {
            gaps |= leaf.SlotLocked(offset + 1) == 0;
            machine.Store(leaf.SlotAddress(offset + 1), plan.Value, Publish);
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
            machine.Store(leaf.SlotAddress(newEnd), plan.Content, Publish);
            machine.Store(leaf.PivotAddress(at), last, PlainRacy);
        }

        machine.Store(leaf.SlotAddress(at), plan.Value, Publish);
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
        var old = Node(node);
        if (!plan.InRcuMode)
        {
            offset = WriteSplice(old, old, in plan);
            if (plan.NewEnd < end)
            {
                ClearTail(old, plan.NewEnd);
            }
        }
        else
        {
            var fresh = Node(NodePointer.Of(TakeFromStock(), MapleNodeType.Leaf));
            offset = WriteSplice(old, fresh, in plan);
            PutInTree(old.Pointer, fresh.Pointer, height: 0);
            Retire(in plan, old.Address);
            node = fresh.Pointer;
        }

        end = plan.NewEnd;
        NoteGapChange(in plan, changed: true);
    }

    /// <summary>
    /// Writes the leaf's new contents: slots before the range, what is left of the first, the value, what is
    /// left of the last, slots after. Returns the slot that holds the value.
    /// </summary>
    private readonly int WriteSplice(MapleNode<TMachine> from, MapleNode<TMachine> to, in WritePlan plan)
    {
        int newEnd = plan.NewEnd;
        int at = offset + (index > plan.Low ? 1 : 0);
        int rest = at + 1 + (last < plan.EndHigh ? 1 : 0);
        if (from.Pointer != to.Pointer && offset > 0)
        {
            machine.Copy(to.PivotAddress(0), from.PivotAddress(0), offset);
            machine.Copy(to.SlotAddress(0), from.SlotAddress(0), offset);
        }

        MoveWords(from.SlotAddress(plan.EndOffset + 1), to.SlotAddress(rest), end - plan.EndOffset);
        MoveWords(
            from.PivotAddress(plan.EndOffset + 1), to.PivotAddress(rest), end - plan.EndOffset - 1);
        if (index > plan.Low)
        {
            machine.Store(to.PivotAddress(offset), index - 1, PlainRacy);
            machine.Store(to.SlotAddress(offset), plan.Content, Plain);
        }

        machine.Store(to.SlotAddress(at), plan.Value, Plain);
        if (at < newEnd)
        {
            machine.Store(to.PivotAddress(at), last, PlainRacy);
        }

        if (last < plan.EndHigh)
        {
            machine.Store(to.SlotAddress(at + 1), plan.EndContent, Plain);
            if (at + 1 < newEnd)
            {
                machine.Store(to.PivotAddress(at + 1), plan.EndHigh, PlainRacy);
            }
        }

        if (newEnd < to.PivotCapacity)
        {
            machine.Store(to.PivotAddress(newEnd), max, PlainRacy);
            machine.Store(to.MetaAddress, (ulong)newEnd, PlainRacy);
        }

        return at;
    }

    /// <summary>Moves words within a node or to another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void MoveWords(ulong from, ulong to, int words)
    {
        if (words > 0 && from != to)
        {
            machine.Copy(to, from, words);
        }
    }

    /// <summary>Clears what a leaf that has shrunk in place still holds after its new end.</summary>
    private readonly void ClearTail(MapleNode<TMachine> leaf, int newEnd)
    {
        int words = Math.Min(end, leaf.PivotCapacity - 1) - newEnd;
        if (words > 0)
        {
            machine.Fill(leaf.PivotAddress(newEnd + 1), 0, words);
            machine.Fill(leaf.SlotAddress(newEnd + 1), 0, words);
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
