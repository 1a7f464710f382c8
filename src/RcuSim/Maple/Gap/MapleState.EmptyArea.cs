using System.Runtime.CompilerServices;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <content>
/// Searches for a free area. For the holder of the lock. A tree that does not track gaps is searched in its
/// root only, so that nothing is found in one of several levels.
/// </content>
internal partial struct MapleState<TMachine>
{
    /// <summary>
    /// Finds the lowest free area of a size; the range becomes the area, from where an insert may begin. A
    /// state that stands on a slot continues from two slots before it, or from the next node.
    /// </summary>
    /// <param name="low">The lowest index allowed.</param>
    /// <param name="high">The highest index allowed.</param>
    /// <param name="size">How many indices.</param>
    /// <returns>
    /// None, Invalid for an impossible window, or Busy: in a tree with nodes the status is an error then, and
    /// the range the window.
    /// </returns>
    /// <remarks>Kernel: <c>mas_empty_area</c>.</remarks>
    [KernelName("mas_empty_area")]
    public Errno EmptyArea(ulong low, ulong high, ulong size) => FindArea(low, high, size, reverse: false);

    /// <summary>
    /// Finds the highest free area of a size; the range becomes the area, from where an insert may begin. A
    /// state that stands on a slot continues from two slots before it, or from the node before.
    /// </summary>
    /// <param name="low">The lowest index allowed.</param>
    /// <param name="high">The highest index allowed.</param>
    /// <param name="size">How many indices.</param>
    /// <returns>
    /// None, Invalid for an impossible window, or Busy: in a tree with nodes the status is an error then, and
    /// the range the window.
    /// </returns>
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
        if (low > high || size == 0 || high - low < size - 1)
        {
            return Errno.Invalid;
        }

        ulong root = machine.Load(RootWord, Plain);
        if (!NodePointer.IsNode(root))
        {
            return FindAreaWithoutNodes(root, low, high, size, reverse);
        }

        if (Search(new(low, high, size), reverse))
        {
            return Errno.None;
        }

        SetRange(low, high);
        Fail(Errno.Busy);
        return Errno.Busy;
    }

    /// <summary>
    /// Looks at slots in one direction, and goes down into a child only if it records a gap that is large
    /// enough. True if an area was found, which then is the range.
    /// </summary>
    [KernelName("mas_awalk")]
    [KernelName("mas_rev_awalk")]
    [SkipLocalsInit]
    private bool Search(in Area window, bool reverse)
    {
        Span<PathLevel> path = stackalloc PathLevel[MapleNodeLayout.MaxHeight + 1];
        bool positioned = node != 0 && status is not (MapleStatus.Start or MapleStatus.Paused);
        int step = reverse ? -1 : 1;
        ulong target = reverse ? window.High : window.Low;
        int depth = positioned ? ReturnTo(path, reverse) : EnterRoot(path, target);
        Reset();
        while (depth >= 0)
        {
            ref var level = ref path[depth];
            if ((uint)level.Slot > (uint)level.End)
            {
                if (--depth >= 0)
                {
                    path[depth].Slot += step;
                }

                continue;
            }

            var at = Node(level.Node);
            ulong low = at.LowerBound(level.Slot, level.Min);
            ulong high = at.UpperBound(level.Slot, level.Max);
            var found = reverse
                ? JudgeDown(at, level.Slot, low, high, in window)
                : JudgeUp(at, level.Slot, low, high, in window);
            if (found == Judgement.Stop)
            {
                return false;
            }

            if (found == Judgement.Skip)
            {
                level.Slot += step;
            }
            else if (at.IsLeaf)
            {
                ulong first = reverse
                    ? Math.Min(high, window.High) - window.Size + 1 : Math.Max(low, window.Low);
                TakeArea(in level, first, window.Size);
                return true;
            }
            else
            {
                Enter(path, ++depth, at.SlotLocked(level.Slot), low, high, target);
            }
        }

        return false;
    }

    /// <summary>What is asked for.</summary>
    private readonly record struct Area(ulong Low, ulong High, ulong Size);

    /// <summary>What a search does about a slot.</summary>
    private enum Judgement
    {
        /// <summary>Goes on to the next slot.</summary>
        Skip,

        /// <summary>Takes it, or goes down into it.</summary>
        Take,

        /// <summary>Ends: no further slot can hold the area.</summary>
        Stop,
    }

    /// <summary>First fit: what of the slot lies in the window must be large enough.</summary>
    private static Judgement JudgeUp(
        MapleNode<TMachine> at, int slot, ulong low, ulong high, in Area window)
    {
        ulong first = Math.Max(low, window.Low);
        ulong end = Math.Min(high, window.High);
        bool fits = end >= first && end - first >= window.Size - 1;
        if (fits && (at.IsLeaf ? at.SlotLocked(slot) == 0 : GapBelow(at, slot) >= window.Size))
        {
            return Judgement.Take;
        }

        return high >= window.High ? Judgement.Stop : Judgement.Skip;
    }

    /// <summary>Last fit.</summary>
    private static Judgement JudgeDown(
        MapleNode<TMachine> at, int slot, ulong low, ulong high, in Area window)
    {
        if (high < window.Low)
        {
            return Judgement.Stop;
        }

        // The last sum may wrap to 0: see the remark above.
        ulong gap = SlotGap(at, slot, low, high);
        if (low > window.High || window.Size > gap || window.Size > unchecked(window.High - low + 1))
        {
            return Judgement.Skip;
        }

        return window.Size - 1 > high - window.Low ? Judgement.Stop : Judgement.Take;
    }

    /// <summary>
    /// The way to the slot where a search continues: two slots before the one the state stands on. If there
    /// are none, one past the leaf's slots in the direction of the search.
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
        node = 0;
        status = root == 0 ? MapleStatus.None : MapleStatus.Root;
        ulong from = root != 0 && low == 0 ? 1 : low;
        if (from > high || high - from < size - 1)
        {
            return Errno.Busy;
        }

        ulong first = reverse ? high - size + 1 : from;
        index = first;
        last = first + size - 1;
        return Errno.None;
    }

    private static ulong SlotGap(MapleNode<TMachine> at, int slot, ulong low, ulong high)
    {
        if (!at.IsLeaf)
        {
            return GapBelow(at, slot);
        }

        return at.SlotLocked(slot) == 0 ? high - low + 1 : 0;
    }

    /// <summary>The largest gap recorded for a child: none in a tree that does not track gaps.</summary>
    private static ulong GapBelow(MapleNode<TMachine> at, int slot) => at.IsARange ? at.Gap(slot) : 0;

    private readonly int EnterRoot(Span<PathLevel> path, ulong at)
    {
        ulong root = NodePointer.FromRoot(machine.Load(RootWord, Plain));
        Enter(path, 0, root, 0, ulong.MaxValue, at);
        return 0;
    }

    /// <summary>Goes down into a node, to the slot nearest to an index.</summary>
    private readonly void Enter(
        Span<PathLevel> path, int depth, ulong pointer, ulong low, ulong high, ulong target)
    {
        ref var level = ref path[depth];
        level.Node = pointer;
        level.Min = low;
        level.Max = high;
        level.End = Node(pointer).DataEnd(high);
        level.Slot = Node(pointer).SlotOf(Math.Clamp(target, low, high));
    }

    private void TakeArea(in PathLevel leaf, ulong first, ulong size)
    {
        Settle(leaf.Node, leaf.Min, leaf.Max, leaf.Slot, leaf.End);
        index = first;
        last = first + size - 1;
        displaced = true;
    }
}
