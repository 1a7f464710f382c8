using RcuSim.Machine;

namespace RcuSim.Maple;

/// <content>Paths from the root, and lists of slots read along them. For the holder of the lock.</content>
internal partial struct MapleState<TMachine>
{
    /// <summary>
    /// Records the way to the leaf slot that holds an index; returns the leaf's depth, from 0.
    /// </summary>
    private readonly int FollowPath(Span<PathLevel> path, ulong at)
    {
        ulong pointer = NodePointer.FromRoot(machine.Load(RootWord, MemoryOrder.Plain));
        ulong low = 0;
        ulong high = ulong.MaxValue;
        int depth = 0;
        while (true)
        {
            var current = Node(pointer);
            ref var level = ref path[depth];
            level.Node = pointer;
            level.Min = low;
            level.Max = high;
            level.End = current.DataEnd(high);
            level.Slot = current.SlotOf(at);
            if (current.IsLeaf || depth == MapleNodeLayout.MaxHeight)
            {
                return depth;
            }

            low = current.LowerBound(level.Slot, low);
            high = current.UpperBound(level.Slot, high);
            pointer = current.SlotLocked(level.Slot);
            depth++;
        }
    }

    /// <summary>
    /// Takes another slot of an internal node and continues to the leftmost or rightmost node at a depth.
    /// </summary>
    private readonly void TurnPath(Span<PathLevel> path, int from, int slot, int depth, bool rightmost)
    {
        path[from].Slot = slot;
        for (int at = from; at < depth; at++)
        {
            ref var above = ref path[at];
            var parent = Node(above.Node);
            ref var level = ref path[at + 1];
            level.Node = parent.SlotLocked(above.Slot);
            level.Min = parent.LowerBound(above.Slot, above.Min);
            level.Max = parent.UpperBound(above.Slot, above.Max);
            level.End = Node(level.Node).DataEnd(level.Max);
            level.Slot = rightmost ? level.End : 0;
        }
    }

    /// <summary>Adds a node's slots to a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="level">The node.</param>
    /// <param name="first">The first slot.</param>
    /// <param name="end">One past the last slot.</param>
    private readonly void AddSlots(scoped ref WorkList list, in PathLevel level, int first, int end)
    {
        if (first < end)
        {
            int position = list.Count;
            list.Count += end - first;
            ReadSlots(ref list, position, in level, first, end);
        }
    }

    /// <summary>Puts all of a node's slots in front of a list.</summary>
    private readonly void AddSlotsInFront(scoped ref WorkList list, in PathLevel level)
    {
        list.ShiftRight(level.End + 1);
        ReadSlots(ref list, 0, in level, 0, level.End + 1);
    }

    private readonly void ReadSlots(
        scoped ref WorkList list, int position, in PathLevel level, int first, int end)
    {
        var from = Node(level.Node);
        int count = end - first;
        ReadWords(list.Slots.Slice(position, count), from.SlotAddress(first));
        int stored = end > level.End ? count - 1 : count;
        ReadWords(list.Pivots.Slice(position, stored), from.PivotAddress(first));
        if (stored < count)
        {
            list.Pivots[position + stored] = level.Max;
        }

        if (from.IsARange)
        {
            ReadWords(list.Gaps.Slice(position, count), from.GapAddress(first));
        }
    }

    private readonly void ReadWords(Span<ulong> words, ulong address)
    {
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = machine.Load(address + ((ulong)i * 8), MemoryOrder.Plain);
        }
    }

    /// <summary>Makes the list the contents that the leaf of a planned write will have.</summary>
    private readonly void AddSplice(scoped ref WorkList list, in PathLevel leaf, in WritePlan plan)
    {
        list.Clear();
        AddSlots(ref list, in leaf, 0, offset);
        if (index > plan.Low)
        {
            list.Add(plan.Content, index - 1);
        }

        list.Track = list.Count;
        list.Add(plan.Value, last);
        if (last < plan.EndHigh)
        {
            list.Add(plan.EndContent, plan.EndHigh);
        }

        AddSlots(ref list, in leaf, plan.EndOffset + 1, leaf.End + 1);
    }

    /// <summary>
    /// Makes the list the contents one level up: a parent's slots before the nodes replaced, the new nodes,
    /// another parent's slots after.
    /// </summary>
    private readonly void AddParents(
        scoped ref WorkList list, scoped in Replacement made,
        in PathLevel left, int before, in PathLevel right, int after)
    {
        list.Clear();
        AddSlots(ref list, in left, 0, before);
        AddFresh(ref list, in made);
        AddSlots(ref list, in right, after + 1, right.End + 1);
    }

    private static void AddFresh(scoped ref WorkList list, scoped in Replacement made)
    {
        list.FreshFrom = list.Count;
        list.FreshCount = made.Count;
        for (int i = 0; i < made.Count; i++)
        {
            list.Add(made.Latest[i], made.Pivots[i], made.Gaps[i]);
        }
    }
}
