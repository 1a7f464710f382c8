using System.Runtime.CompilerServices;
using RcuSim.Machine;

namespace RcuSim.Maple;

/// <content>
/// Rebalancing and spanning stores: everything between two leaves is rebuilt, level by level upward, with
/// neighbours pulled in where too little is left.
/// </content>
internal partial struct MapleState<TMachine>
{
    /// <summary>A leaf left with too few slots is joined with a sibling.</summary>
    [KernelName("mas_rebalance")]
    [SkipLocalsInit]
    private void Rebalance(in WritePlan plan)
    {
        Span<PathLevel> left = stackalloc PathLevel[MapleNodeLayout.MaxHeight + 1];
        Span<PathLevel> right = stackalloc PathLevel[MapleNodeLayout.MaxHeight + 1];
        var list = new WorkList(stackalloc ulong[WorkList.Words]);
        var made = new Replacement(stackalloc ulong[Replacement.Words]);
        int depth = FollowPath(left, index);
        AddSplice(ref list, in left[depth], in plan);
        left[..(depth + 1)].CopyTo(right);
        int slot = left[depth - 1].Slot;
        if (slot < left[depth - 1].End)
        {
            TurnPath(right, depth - 1, slot + 1, depth, rightmost: false);
            AddSlots(ref list, in right[depth], 0, right[depth].End + 1);
        }
        else
        {
            TurnPath(left, depth - 1, slot - 1, depth, rightmost: true);
            AddSlotsInFront(ref list, in left[depth]);
        }

        Rebuild(in plan, left, right, depth, ref list, ref made);
    }

    /// <summary>
    /// A range that reaches beyond its leaf, or would leave a leaf ending in an empty slot.
    /// </summary>
    [KernelName("mas_wr_spanning_store")]
    [SkipLocalsInit]
    private void StoreSpanning(ref WritePlan plan)
    {
        Span<PathLevel> left = stackalloc PathLevel[MapleNodeLayout.MaxHeight + 1];
        Span<PathLevel> right = stackalloc PathLevel[MapleNodeLayout.MaxHeight + 1];
        var list = new WorkList(stackalloc ulong[WorkList.Words]);
        var made = new Replacement(stackalloc ulong[Replacement.Words]);
        int depth = FollowPath(left, index);

        // A range that ends where the right leaf ends takes the leaf after it along, but only below the node
        // at which the range was seen to span.
        ulong end = last < left[plan.SpanDepth].Max ? last + 1 : last;
        FollowPath(right, end);
        int after = right[depth].Slot;
        if (plan.Value == 0)
        {
            WidenSpanLeft(ref left[depth]);
            WidenSpanRight(in right[depth], ref after);
        }

        if (index == 0 && last == ulong.MaxValue)
        {
            ReplaceRoot(in plan);
            node = plan.Value == 0 ? 0 : node;
            return;
        }

        AddSpan(ref list, in left[depth], in right[depth], in plan, after);
        Rebuild(in plan, left, right, depth, ref list, ref made);
    }

    private void WidenSpanLeft(ref PathLevel leaf)
    {
        var at = Node(leaf.Node);
        ulong low = at.LowerBound(leaf.Slot, leaf.Min);
        if (at.SlotLocked(leaf.Slot) == 0)
        {
            index = low;
        }
        else if (index == low && leaf.Slot > 0 && at.SlotLocked(leaf.Slot - 1) == 0)
        {
            leaf.Slot--;
            index = at.LowerBound(leaf.Slot, leaf.Min);
        }
    }

    private void WidenSpanRight(in PathLevel leaf, ref int after)
    {
        var at = Node(leaf.Node);
        if (at.SlotLocked(after) == 0)
        {
            last = after < leaf.End ? at.Pivot(after) : leaf.Max;
            after++;
        }
    }

    /// <summary>The left leaf before the range, the value, and the right leaf after the range.</summary>
    private readonly void AddSpan(
        scoped ref WorkList list, in PathLevel left, in PathLevel right, in WritePlan plan, int after)
    {
        list.Clear();
        AddSlots(ref list, in left, 0, left.Slot);
        var from = Node(left.Node);
        if (index > from.LowerBound(left.Slot, left.Min))
        {
            list.Add(from.SlotLocked(left.Slot), index - 1);
        }

        list.Track = list.Count;
        list.Add(plan.Value, last);
        if (last < right.Max)
        {
            AddSlots(ref list, in right, after, right.End + 1);
        }
    }

    /// <summary>
    /// Replaces all from one node to another on the leaf level by the slots of a list, and rebuilds the
    /// levels above as far as that reaches.
    /// </summary>
    [KernelName("mas_spanning_rebalance")]
    private void Rebuild(
        in WritePlan plan, Span<PathLevel> left, Span<PathLevel> right, int leafDepth,
        scoped ref WorkList list, scoped ref Replacement made)
    {
        int depth = leafDepth;
        var type = MapleNodeType.Leaf;
        if (list.Count <= NodeSizes.Minimum(type) && !CoversAll(left[depth], right[depth]))
        {
            Pull(left, right, depth, ref list);
        }

        while (true)
        {
            int level = Math.Max(depth, 0);
            BuildLevel(in list, ref made, CutsFor(in list, type), type, left[level].Min);
            if (made.Count == 1 && CoversAll(left[level], right[level]))
            {
                ReplaceNodes(in plan, ref made, in left[0]);
                return;
            }

            depth--;
            type = plan.InternalType;
            AscendList(left, right, depth, ref list, in made);
            level = Math.Max(depth, 0);
            if (list.Count > NodeSizes.Slots(type))
            {
                continue;
            }

            bool enough = list.Count > NodeSizes.Minimum(type);
            bool done = enough ? left[level].Node == right[level].Node : left[level].CoversAll;
            if (done)
            {
                BuildLevel(in list, ref made, new(1, 0, 0), type, left[level].Min);
                ReplaceNodes(in plan, ref made, in left[level]);
                return;
            }

            if (!enough)
            {
                Pull(left, right, depth, ref list);
            }
        }
    }

    /// <summary>The list one level up; above the root it is just the new nodes.</summary>
    private readonly void AscendList(
        Span<PathLevel> left, Span<PathLevel> right, int depth,
        scoped ref WorkList list, scoped in Replacement made)
    {
        if (depth < 0)
        {
            list.Clear();
            AddFresh(ref list, in made);
        }
        else
        {
            int before = left[depth].Slot;
            AddParents(ref list, in made, in left[depth], before, in right[depth], right[depth].Slot);
        }
    }

    private static bool CoversAll(in PathLevel left, in PathLevel right) =>
        left.Min == 0 && right.Max == ulong.MaxValue;

    /// <summary>
    /// Takes in all slots of the nearest neighbour on the level: right of the right node if both ascend to
    /// where there is one, else left of the left node.
    /// </summary>
    private readonly void Pull(
        Span<PathLevel> left, Span<PathLevel> right, int depth, scoped ref WorkList list)
    {
        for (int above = depth - 1; above >= 0; above--)
        {
            if (right[above].Slot < right[above].End)
            {
                TurnPath(right, above, right[above].Slot + 1, depth, rightmost: false);
                AddSlots(ref list, in right[depth], 0, right[depth].End + 1);
                return;
            }

            if (left[above].Slot > 0)
            {
                TurnPath(left, above, left[above].Slot - 1, depth, rightmost: true);
                AddSlotsInFront(ref list, in left[depth]);
                return;
            }
        }
    }
}
