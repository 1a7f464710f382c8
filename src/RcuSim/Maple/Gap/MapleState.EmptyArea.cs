using System.Runtime.CompilerServices;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <content>Searches for a free area, in trees that track gaps. For the holder of the lock.</content>
public partial struct MapleState<TMachine>
{
    /// <summary>
    /// Finds the lowest free area of a size; the range becomes the area, from where an insert may begin. A
    /// state that stands on a slot goes on from two slots before it, or from the next node.
    /// </summary>
    /// <param name="low">The lowest index allowed.</param>
    /// <param name="high">The highest index allowed.</param>
    /// <param name="size">How many indices.</param>
    /// <returns>None, Invalid for a tree without gap tracking or an impossible window, or Busy.</returns>
    /// <remarks>Kernel: <c>mas_empty_area</c>.</remarks>
    [KernelName("mas_empty_area")]
    public Errno EmptyArea(ulong low, ulong high, ulong size) => FindArea(low, high, size, reverse: false);

    /// <summary>
    /// Finds the highest free area of a size; the range becomes the area, from where an insert may begin. A
    /// state that stands on a slot goes on from two slots before it, or from the node before.
    /// </summary>
    /// <param name="low">The lowest index allowed.</param>
    /// <param name="high">The highest index allowed.</param>
    /// <param name="size">How many indices.</param>
    /// <returns>None, Invalid for a tree without gap tracking or an impossible window, or Busy.</returns>
    /// <remarks>
    /// Kernel: <c>mas_empty_area_rev</c>. As there, a slot that begins at 0 is missed when the window ends at
    /// the very top, because the room left in the window wraps to 0; so is a slot over everything, whose
    /// length does.
    /// </remarks>
    [KernelName("mas_empty_area_rev")]
    public Errno EmptyAreaReverse(ulong low, ulong high, ulong size) =>
        FindArea(low, high, size, reverse: true);

    private Errno FindArea(ulong low, ulong high, ulong size, bool reverse)
    {
        if (!Tree.Flags.TracksGaps() || low > high || size == 0 || high - low < size - 1)
        {
            return Errno.Invalid;
        }

        ulong root = machine.Load(RootWord, Plain);
        if (!NodePointer.IsNode(root))
        {
            return FindAreaWithoutNodes(root, low, high, size, reverse);
        }

        return Search(low, high, size, reverse);
    }

    [SkipLocalsInit]
    private Errno Search(ulong low, ulong high, ulong size, bool reverse)
    {
        Span<PathLevel> path = stackalloc PathLevel[MapleNodeLayout.MaxHeight + 1];
        bool positioned = node != 0 && status is not (MapleStatus.Start or MapleStatus.Paused);
        int depth = positioned ? ReturnTo(path, reverse) : EnterRoot(path, reverse ? high : low);
        Reset();
        return reverse
            ? SearchDown(path, depth, low, high, size)
            : SearchUp(path, depth, low, high, size);
    }

    /// <summary>
    /// The way to the slot where a search goes on: two slots before the one the state stands on. If there are
    /// none, one past the leaf's slots in the direction of the search.
    /// </summary>
    private readonly int ReturnTo(Span<PathLevel> path, bool reverse)
    {
        int depth = FollowPath(path, min);
        ref var leaf = ref path[depth];
        leaf.Slot = offset >= 2 ? offset - 2 : reverse ? -1 : leaf.End + 1;
        return depth;
    }

    private Errno FindAreaWithoutNodes(ulong root, ulong low, ulong high, ulong size, bool reverse)
    {
        ulong from = root != 0 && low == 0 ? 1 : low;
        if (from > high || high - from < size - 1)
        {
            return Errno.Busy;
        }

        ulong first = reverse ? high - size + 1 : from;
        SetRange(first, first + size - 1);
        return Errno.None;
    }

    /// <summary>
    /// First fit: slots from the left, entering a child only if it records a gap that is large enough.
    /// </summary>
    [KernelName("mas_awalk")]
    private Errno SearchUp(Span<PathLevel> path, int from, ulong low, ulong high, ulong size)
    {
        int depth = from;
        while (true)
        {
            ref var level = ref path[depth];
            var at = Node(level.Node);
            if (level.Slot > level.End)
            {
                if (--depth < 0)
                {
                    return Errno.Busy;
                }

                path[depth].Slot++;
                continue;
            }

            ulong slotLow = at.LowerBound(level.Slot, level.Min);
            ulong slotHigh = at.UpperBound(level.Slot, level.Max);
            if (at.IsLeaf)
            {
                ulong first = Math.Max(slotLow, low);
                ulong end = Math.Min(slotHigh, high);
                if (at.SlotLocked(level.Slot) == 0 && end >= first && end - first >= size - 1)
                {
                    return TakeArea(in level, first, size);
                }
            }
            else if (at.Gap(level.Slot) >= size && slotHigh >= low)
            {
                Enter(path, ++depth, at.SlotLocked(level.Slot), slotLow, slotHigh);
                path[depth].Slot = Node(path[depth].Node).SlotOf(Math.Max(low, slotLow));
                continue;
            }

            if (slotHigh >= high)
            {
                return Errno.Busy;
            }

            level.Slot++;
        }
    }

    /// <summary>Last fit: slots from the right.</summary>
    [KernelName("mas_rev_awalk")]
    private Errno SearchDown(Span<PathLevel> path, int from, ulong low, ulong high, ulong size)
    {
        int depth = from;
        while (true)
        {
            ref var level = ref path[depth];
            var at = Node(level.Node);
            if (level.Slot < 0)
            {
                if (--depth < 0)
                {
                    return Errno.Busy;
                }

                path[depth].Slot--;
                continue;
            }

            ulong slotLow = at.LowerBound(level.Slot, level.Min);
            ulong slotHigh = at.UpperBound(level.Slot, level.Max);
            ulong gap = SlotGap(at, level.Slot, slotLow, slotHigh);
            if (slotHigh < low)
            {
                return Errno.Busy;
            }

            // The last sum may wrap to 0: see the remark above.
            if (slotLow > high || size > gap || size > unchecked(high - slotLow + 1))
            {
                level.Slot--;
                continue;
            }

            if (size - 1 > slotHigh - low)
            {
                return Errno.Busy;
            }

            if (at.IsLeaf)
            {
                return TakeArea(in level, Math.Min(slotHigh, high) - size + 1, size);
            }

            Enter(path, ++depth, at.SlotLocked(level.Slot), slotLow, slotHigh);
            path[depth].Slot = Node(path[depth].Node).SlotOf(Math.Min(high, slotHigh));
        }
    }

    private static ulong SlotGap(MapleNode<TMachine> at, int slot, ulong low, ulong high)
    {
        if (!at.IsLeaf)
        {
            return at.Gap(slot);
        }

        return at.SlotLocked(slot) == 0 ? high - low + 1 : 0;
    }

    private readonly int EnterRoot(Span<PathLevel> path, ulong at)
    {
        ulong root = NodePointer.FromRoot(machine.Load(RootWord, Plain));
        Enter(path, 0, root, 0, ulong.MaxValue);
        path[0].Slot = Node(root).SlotOf(at);
        return 0;
    }

    private readonly void Enter(Span<PathLevel> path, int depth, ulong pointer, ulong low, ulong high)
    {
        ref var level = ref path[depth];
        level.Node = pointer;
        level.Min = low;
        level.Max = high;
        level.End = Node(pointer).DataEnd(high);
    }

    private Errno TakeArea(in PathLevel leaf, ulong first, ulong size)
    {
        Settle(leaf.Node, leaf.Min, leaf.Max, leaf.Slot, leaf.End);
        index = first;
        last = first + size - 1;
        displaced = true;
        return Errno.None;
    }
}
