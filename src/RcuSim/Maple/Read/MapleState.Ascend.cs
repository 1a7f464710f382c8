using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <content>From one leaf to its neighbour: up by parent links, over, and down.</content>
internal partial struct MapleState<TMachine>
{
    /// <summary>
    /// Moves to the leaf after or before. The slot, index and last are left to the caller.
    /// </summary>
    [KernelName("mas_next_node")]
    [KernelName("mas_prev_node")]
    private StepResult MoveToNeighbour(bool forward)
    {
        ulong pointer = node;
        for (int level = 0; level <= MapleNodeLayout.MaxHeight; level++)
        {
            var ascended = Ascend(pointer, out pointer, out int slot);
            if (ascended != StepResult.Done)
            {
                return ascended;
            }

            var parent = Node(pointer);
            if (forward ? slot < parent.InternalEnd() : slot > 0)
            {
                return forward ? DescendFirst(parent, slot + 1) : DescendLast(parent, slot - 1);
            }
        }

        return StepResult.Dead;
    }

    /// <summary>
    /// One level up. The link is read once: a dead node's names the node itself, so no further test is
    /// needed. Nor is there one between reading a parent's end and ascending further: the words an end is
    /// read from say the same as long as an internal node is alive, and are not used again when it is dead.
    /// </summary>
    [KernelName("mas_ascend")]
    private readonly StepResult Ascend(ulong pointer, out ulong parent, out int slot)
    {
        // (K) Keeps the reads of the parent behind the read of its link; pairs with (J) in Replace. Moved
        // above, they could see the parent before it was complete.
        ulong link = machine.Load(NodePointer.Address(pointer), Acquire);
        parent = NodePointer.Of(ParentLink.Parent(link), InternalType());
        slot = ParentLink.Slot(link);
        if (ParentLink.Parent(link) == NodePointer.Address(pointer))
        {
            return StepResult.Dead;
        }

        return ParentLink.IsRoot(link) ? StepResult.Limit : StepResult.Done;
    }

    /// <summary>Goes down through a slot and then always leftmost.</summary>
    private StepResult DescendFirst(MapleNode<TMachine> from, int slot)
    {
        var at = from;
        bool bounded = TryUpperBound(from.Pointer, slot, out ulong high);
        int next = slot;
        for (int depth = 0; depth <= MapleNodeLayout.MaxHeight; depth++)
        {
            ulong child = at.Slot(next);
            if (at.IsDead() || !bounded)
            {
                return StepResult.Dead;
            }

            at = Node(child);
            next = 0;
            if (!at.IsLeaf)
            {
                high = at.Pivot(0);
                continue;
            }

            int dataEnd = at.DataEnd(high);
            if (at.IsDead())
            {
                return StepResult.Dead;
            }

            Settle(child, max + 1, high, 0, dataEnd);
            return StepResult.Done;
        }

        return StepResult.Dead;
    }

    /// <summary>Goes down through a slot and then always rightmost.</summary>
    private StepResult DescendLast(MapleNode<TMachine> from, int slot)
    {
        var at = from;
        bool bounded = TryLowerBound(from.Pointer, slot, out ulong low);
        int next = slot;
        ulong high = min - 1;
        for (int depth = 0; depth <= MapleNodeLayout.MaxHeight; depth++)
        {
            ulong child = at.Slot(next);
            if (at.IsDead() || !bounded)
            {
                return StepResult.Dead;
            }

            at = Node(child);
            next = at.DataEnd(high);
            if (!at.IsLeaf)
            {
                low = at.LowerBound(next, low);
                continue;
            }

            if (at.IsDead())
            {
                return StepResult.Dead;
            }

            Settle(child, low, high, next, next);
            return StepResult.Done;
        }

        return StepResult.Dead;
    }

    /// <summary>
    /// The highest index of a slot of an internal node whose own bounds are not known: stored there, or where
    /// the nearest ancestor has stored one. False if an ancestor was dead.
    /// </summary>
    private readonly bool TryUpperBound(ulong pointer, int slot, out ulong bound)
    {
        ulong parent = pointer;
        int at = slot;
        for (int level = 0; level <= MapleNodeLayout.MaxHeight; level++)
        {
            var above = Node(parent);
            if (at < above.PivotCapacity)
            {
                bound = above.Pivot(at);
                return !above.IsDead();
            }

            var ascended = Ascend(parent, out parent, out at);
            if (ascended != StepResult.Done)
            {
                bound = ulong.MaxValue;
                return ascended == StepResult.Limit;
            }
        }

        bound = 0;
        return false;
    }

    /// <summary>The lowest index of a slot of an internal node whose own bounds are not known.</summary>
    private readonly bool TryLowerBound(ulong pointer, int slot, out ulong bound)
    {
        ulong parent = pointer;
        int at = slot;
        for (int level = 0; level <= MapleNodeLayout.MaxHeight; level++)
        {
            var above = Node(parent);
            if (at > 0)
            {
                bound = above.Pivot(at - 1) + 1;
                return !above.IsDead();
            }

            var ascended = Ascend(parent, out parent, out at);
            if (ascended != StepResult.Done)
            {
                bound = 0;
                return ascended == StepResult.Limit;
            }
        }

        bound = 0;
        return false;
    }

    /// <summary>The type of the tree's internal nodes: a parent link does not carry it.</summary>
    private readonly MapleNodeType InternalType() =>
        ((MapleTreeFlags)machine.Load(FlagsWord, PlainRacy)).InternalType();
}
