using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <content>Makes new nodes out of a work list. Nobody sees them yet.</content>
internal partial struct MapleState<TMachine>
{
    /// <summary>Makes the nodes of one level.</summary>
    /// <param name="list">Their slots.</param>
    /// <param name="made">Takes the nodes.</param>
    /// <param name="cuts">Where to cut.</param>
    /// <param name="type">The nodes' type.</param>
    /// <param name="low">The lowest index of the first.</param>
    private void BuildLevel(
        scoped in WorkList list, scoped ref Replacement made, Cuts cuts, MapleNodeType type, ulong low)
    {
        made.BeginLevel();
        int from = 0;
        ulong first = low;
        for (int i = 1; i <= cuts.Nodes; i++)
        {
            int to = i == cuts.Nodes ? list.Count - 1 : i == 1 ? cuts.First : cuts.Second;
            BuildNode(in list, ref made, from, to, type, first);
            from = to + 1;
            first = list.Pivots[to] + 1;
        }
    }

    /// <summary>Makes one node out of some positions of a list.</summary>
    [KernelName("mab_mas_cp")]
    private void BuildNode(
        scoped in WorkList list, scoped ref Replacement made, int from, int to, MapleNodeType type, ulong low)
    {
        var fresh = Node(NodePointer.Of(TakeZeroed(), type));
        int newEnd = to - from;
        WriteWords(fresh.SlotAddress(0), list.Slots.Slice(from, newEnd + 1));
        WriteWords(
            fresh.PivotAddress(0), list.Pivots.Slice(from, Math.Min(newEnd + 1, fresh.PivotCapacity)));
        ulong gap = 0;
        int largest = 0;
        if (fresh.IsLeaf)
        {
            gap = LargestGap(in list, from, to, low);
            if (list.Track >= from && list.Track <= to)
            {
                Settle(fresh.Pointer, low, list.Pivots[to], list.Track - from, newEnd);
            }
        }
        else
        {
            gap = WriteGaps(in list, fresh, from, to, out largest);
            LinkFresh(in list, fresh, from, to);
        }

        if (newEnd < fresh.PivotCapacity || fresh.IsARange)
        {
            machine.Store(fresh.MetaAddress, (uint)newEnd | ((ulong)(uint)largest << 8), Plain);
        }

        made.Add(fresh.Pointer, list.Pivots[to], gap);
    }

    private readonly void WriteWords(ulong address, ReadOnlySpan<ulong> words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            machine.Store(address + ((ulong)i * 8), words[i], Plain);
        }
    }

    /// <summary>The longest empty slot among leaf slots.</summary>
    private static ulong LargestGap(scoped in WorkList list, int from, int to, ulong low)
    {
        ulong largest = 0;
        ulong first = low;
        for (int i = from; i <= to; i++)
        {
            ulong next = list.Pivots[i] + 1;
            largest = Math.Max(largest, list.Slots[i] == 0 ? next - first : 0);
            first = next;
        }

        return largest;
    }

    /// <summary>
    /// Writes a new internal node's gaps; the slot recorded is the highest with the largest gap.
    /// </summary>
    private readonly ulong WriteGaps(
        scoped in WorkList list, MapleNode<TMachine> fresh, int from, int to, out int largest)
    {
        largest = 0;
        ulong gap = 0;
        if (!fresh.IsARange)
        {
            return 0;
        }

        for (int i = from; i <= to; i++)
        {
            ulong below = list.Gaps[i];
            machine.Store(fresh.GapAddress(i - from), below, Plain);
            if (below >= gap && below > 0)
            {
                gap = below;
                largest = i - from;
            }
        }

        return gap;
    }

    /// <summary>
    /// Links new children to their new parent. Old children keep their old link until the new nodes are in
    /// the tree.
    /// </summary>
    private readonly void LinkFresh(scoped in WorkList list, MapleNode<TMachine> parent, int from, int to)
    {
        int begin = Math.Max(from, list.FreshFrom);
        int stop = Math.Min(to, list.FreshFrom + list.FreshCount - 1);
        for (int i = begin; i <= stop; i++)
        {
            machine.Store(
                NodePointer.Address(list.Slots[i]), ParentLink.Of(parent.Pointer, i - from), Plain);
        }
    }
}
