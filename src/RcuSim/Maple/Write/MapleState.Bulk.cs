using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <content>Bulk loads: many stores in ascending order from one preallocation.</content>
internal partial struct MapleState<TMachine>
{
    private const int EntriesPerLeaf = MapleNodeLayout.WideSlots - 2;

    /// <summary>Takes the nodes for a number of stores in ascending order, and begins a bulk load.</summary>
    /// <param name="entries">How many values will be stored.</param>
    /// <returns>
    /// None, NoMemory, or Invalid for a tree in RCU mode: replaced nodes would not become available again.
    /// </returns>
    /// <remarks>Kernel: <c>mas_expected_entries</c>.</remarks>
    [KernelName("mas_expected_entries")]
    public Errno ExpectedEntries(ulong entries)
    {
        var flags = Tree.Flags;
        if (flags.InRcuMode())
        {
            return Errno.Invalid;
        }

        ulong slots = Math.Max(entries, (entries * 2) + 1);
        ulong leaves = (slots + EntriesPerLeaf - 1) / EntriesPerLeaf;
        ulong perParent = flags.TracksGaps() ? MapleNodeLayout.ARangeSlots - 2UL : EntriesPerLeaf;
        ulong nodes = leaves + ((leaves + perParent - 1) / perParent) + 3;
        marks |= StateMarks.Bulk;
        if (nodes > int.MaxValue || !Request((int)nodes))
        {
            Destroy();
            return Errno.NoMemory;
        }

        marks |= StateMarks.Preallocated;
        return Errno.None;
    }

    /// <summary>
    /// Ends a bulk load or a preallocation: levels the last leaf if need be and frees unused nodes.
    /// </summary>
    /// <returns>True if the last leaf had to be levelled.</returns>
    /// <remarks>Kernel: <c>mas_destroy</c>.</remarks>
    [KernelName("mas_destroy")]
    internal bool Destroy()
    {
        bool levels = (marks & StateMarks.Rebalance) != StateMarks.None && LevelLastLeaf();
        marks = StateMarks.None;
        FreePreallocated();
        return levels;
    }

    /// <summary>Notes that the right end is full enough after all.</summary>
    [KernelName("mas_bulk_rebalance")]
    private void NoteBulkEnd(in WritePlan plan)
    {
        bool reachesTop = last < plan.EndHigh && plan.EndHigh == ulong.MaxValue;
        if ((marks & StateMarks.Bulk) != StateMarks.None && reachesTop && !IsOnRoot
            && offset > NodeSizes.Minimum(MapleNodeType.Leaf))
        {
            marks &= ~StateMarks.Rebalance;
        }
    }

    /// <summary>
    /// Shares the slots of the last leaf and its left sibling if the last has too few; in place, so not in
    /// RCU mode.
    /// </summary>
    [KernelName("mas_destroy_rebalance")]
    private bool LevelLastLeaf()
    {
        const int Few = 4;
        if (Tree.Flags.InRcuMode() || !PositionForLevelling())
        {
            return false;
        }

        Span<PathLevel> path = stackalloc PathLevel[MapleNodeLayout.MaxHeight + 1];
        int depth = FollowPath(path, index);
        if (depth == 0 || path[depth].End + 1 > Few || path[depth - 1].Slot == 0)
        {
            return false;
        }

        return Level(path, depth);
    }

    private bool PositionForLevelling()
    {
        Reset();
        WalkFromRoot();
        return status == MapleStatus.Active;
    }

    /// <summary>Shares the slots of a leaf and its left sibling; false if the left has none to
    /// give.</summary>
    private bool Level(Span<PathLevel> path, int depth)
    {
        var list = new WorkList(stackalloc ulong[WorkList.Words]);
        list.Clear();
        ref var parent = ref path[depth - 1];
        int slot = parent.Slot;
        PathLevel left = default;
        int before = ReadSibling(in parent, slot - 1, ref left);
        AddSlots(ref list, in left, 0, before);
        AddSlots(ref list, in path[depth], 0, path[depth].End + 1);
        int cut = (MapleNodeLayout.WideSlots / 2) + (list.Slots[MapleNodeLayout.WideSlots / 2] == 0 ? 1 : 0);
        if (left.End <= cut)
        {
            return false;
        }

        RewriteLeaf(in list, left.Node, 0, cut);
        RewriteLeaf(in list, path[depth].Node, cut + 1, list.Count - 1);
        machine.Store(Node(parent.Node).PivotAddress(slot - 1), list.Pivots[cut], PlainRacy);
        Reset();
        if (Node(parent.Node).IsARange)
        {
            UpdateGap(left.Node, LargestGap(in list, 0, cut, left.Min));
            UpdateGap(path[depth].Node, LargestGap(in list, cut + 1, list.Count - 1, list.Pivots[cut] + 1));
        }

        return true;
    }

    private readonly void RewriteLeaf(scoped in WorkList list, ulong pointer, int from, int to)
    {
        var leaf = Node(pointer);
        machine.Fill(leaf.PivotAddress(0), 0, MapleNodeLayout.Words - 1);
        for (int i = from; i <= to; i++)
        {
            WriteSlot(leaf, i - from, list.Slots[i], list.Pivots[i]);
        }

        machine.Store(leaf.MetaAddress, (ulong)(to - from), PlainRacy);
    }
}
