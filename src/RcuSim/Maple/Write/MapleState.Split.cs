using System.Runtime.CompilerServices;
using RcuSim.Machine;

namespace RcuSim.Maple;

/// <content>A leaf that overflows: pushes slots into a sibling or divides, level by level upward.</content>
internal partial struct MapleState<TMachine>
{
    /// <summary>Divides a leaf that has too many slots, and its parents as far as that goes.</summary>
    [KernelName("mas_split")]
    [SkipLocalsInit]
    private void Split(in WritePlan plan)
    {
        Span<PathLevel> path = stackalloc PathLevel[MapleNodeLayout.MaxHeight + 1];
        var list = new WorkList(stackalloc ulong[WorkList.Words]);
        var made = new Replacement(stackalloc ulong[Replacement.Words]);
        int depth = FollowPath(path, index);
        AddSplice(ref list, in path[depth], in plan);
        NoteBulkEnd(in plan);
        var type = MapleNodeType.Leaf;
        while (depth >= 0 && list.Count > NodeSizes.Slots(type))
        {
            // After a push the parent has as many children as before, so the loop ends there.
            if (depth == 0 || !Push(path, depth, ref list, ref made, type))
            {
                BuildLevel(in list, ref made, CutsFor(in list, type), type, path[depth].Min);
                AscendList(path, path, depth - 1, ref list, in made);
            }

            type = plan.InternalType;
            depth--;
        }

        ref var top = ref path[Math.Max(depth, 0)];
        BuildLevel(in list, ref made, new(1, 0, 0), type, top.Min);
        ReplaceNodes(in plan, ref made, in top);
    }

    /// <summary>Where to cut a list, in the mode the state is in.</summary>
    private Cuts CutsFor(scoped in WorkList list, MapleNodeType type)
    {
        if ((marks & StateMarks.Bulk) == StateMarks.None)
        {
            return Cuts.Even(in list, type);
        }

        var cuts = Cuts.Bulk(in list, type);
        if (type == MapleNodeType.Leaf && cuts.Nodes > 1)
        {
            marks |= StateMarks.Rebalance;
        }

        return cuts;
    }

    /// <summary>
    /// Pushes what is too much into the left or else the right sibling, if it has room: two new nodes, and
    /// the list becomes their parent's.
    /// </summary>
    private bool Push(
        Span<PathLevel> path, int depth, scoped ref WorkList list, scoped ref Replacement made,
        MapleNodeType type)
    {
        ref var parent = ref path[depth - 1];
        int room = (2 * NodeSizes.Slots(type)) - list.Count
            - (type == MapleNodeType.Leaf ? 1 : 0) - (path[depth].Max == ulong.MaxValue ? 1 : 0);
        int slot = parent.Slot;
        PathLevel sibling = default;
        if (slot > 0 && ReadSibling(in parent, slot - 1, ref sibling) < room)
        {
            AddSlotsInFront(ref list, in sibling);
            BuildLevel(in list, ref made, PushLeftCut(in list, type), type, sibling.Min);
            AddParents(ref list, in made, in parent, slot - 1, in parent, slot);
            return true;
        }

        if (slot < parent.End && ReadSibling(in parent, slot + 1, ref sibling) < room)
        {
            AddSlots(ref list, in sibling, 0, sibling.End + 1);
            BuildLevel(in list, ref made, PushRightCut(in list, type), type, path[depth].Min);
            AddParents(ref list, in made, in parent, slot, in parent, slot + 1);
            return true;
        }

        return false;
    }

    /// <summary>Reads a sibling; returns how many slots it uses.</summary>
    private readonly int ReadSibling(in PathLevel parent, int slot, ref PathLevel sibling)
    {
        var above = Node(parent.Node);
        sibling.Node = above.SlotLocked(slot);
        sibling.Min = above.LowerBound(slot, parent.Min);
        sibling.Max = above.UpperBound(slot, parent.Max);
        sibling.End = Node(sibling.Node).DataEnd(sibling.Max);
        return sibling.End + 1;
    }

    /// <summary>Where to cut a left sibling's slots followed by the list: the left node is filled.</summary>
    [KernelName("mas_push_data")]
    private static Cuts PushLeftCut(scoped in WorkList list, MapleNodeType type)
    {
        int cut = NodeSizes.Slots(type) - 2;
        if (list.Slots[cut] == 0)
        {
            cut += list.Count - 1 - cut > NodeSizes.Minimum(type) ? 1 : -1;
        }

        return new(2, cut, 0);
    }

    private static Cuts PushRightCut(scoped in WorkList list, MapleNodeType type)
    {
        int cut = list.Count - NodeSizes.Slots(type);
        if (list.Slots[cut] == 0)
        {
            cut += cut < NodeSizes.Slots(type) - 1 ? 1 : -1;
        }

        return new(2, cut, 0);
    }
}
