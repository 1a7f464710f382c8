using RcuSim.Machine;

namespace RcuSim.Maple;

/// <content>One step forward or backward, past empty slots or not.</content>
internal partial struct MapleState<TMachine>
{
    /// <summary>What became of an attempt to step.</summary>
    private enum StepResult
    {
        /// <summary>The state stands on the next slot.</summary>
        Done,

        /// <summary>There is nothing up to the limit.</summary>
        Limit,

        /// <summary>A node was dead: nothing read from it may be used.</summary>
        Dead,
    }

    /// <summary>
    /// Steps to the next slot, or with <paramref name="skip"/> to the next that is not empty.
    /// </summary>
    /// <param name="limit">The highest index to look at.</param>
    /// <param name="skip">True to skip empty slots.</param>
    [KernelName("mas_next_slot")]
    private ulong StepForward(ulong limit, bool skip)
    {
        bool reports = skip && !displaced && last < limit;
        if (reports)
        {
            Tree.ReportSearch(MapleSpans.FindUp, last + 1, limit);
        }

        ulong value = Go(forward: true, limit, skip);
        if (reports)
        {
            Tree.ReportFound(index, last, value);
        }

        return value;
    }

    /// <summary>
    /// Steps to the slot before, or with <paramref name="skip"/> to the one before that is not empty.
    /// </summary>
    /// <param name="limit">The lowest index to look at.</param>
    /// <param name="skip">True to skip empty slots.</param>
    [KernelName("mas_prev_slot")]
    private ulong StepBackward(ulong limit, bool skip)
    {
        bool reports = skip && !displaced && index > limit;
        if (reports)
        {
            Tree.ReportSearch(MapleSpans.FindDown, limit, index - 1);
        }

        ulong value = Go(forward: false, limit, skip);
        if (reports)
        {
            Tree.ReportFound(index, last, value);
        }

        return LostAllNodes ? PreviousOfNoNode() : value;
    }

    /// <summary>True after a step that found its node dead and the tree without any other.</summary>
    private readonly bool LostAllNodes => status is MapleStatus.Root or MapleStatus.None;

    private ulong Go(bool forward, ulong limit, bool skip)
    {
        ulong save = forward ? last : index;
        while (true)
        {
            var result = forward
                ? TryStepForward(limit, skip, out ulong value) : TryStepBackward(limit, skip, out value);
            if (result == StepResult.Done)
            {
                return value;
            }

            if (result == StepResult.Limit)
            {
                status = forward ? MapleStatus.Overflow : MapleStatus.Underflow;
                return 0;
            }

            // It may wait for its writer: a leaf whose parent was replaced has yet to get the new one.
            machine.Spin(MapleSites.StepRetry);
            if (!Recover(save))
            {
                return forward ? NextOfNoNode(wasNone: false) : 0;
            }
        }
    }

    /// <summary>
    /// Positions the state afresh on an index it had reached; false if the tree has no nodes any more, and
    /// the state then is as after a walk.
    /// </summary>
    [KernelName("mas_rewalk_if_dead")]
    private bool Recover(ulong save)
    {
        index = save;
        last = save;
        ulong value = WalkFromRoot();
        if (status == MapleStatus.Active)
        {
            return true;
        }

        TakeWholeTree(value);
        return false;
    }

    /// <summary>
    /// The start of the slot the state stands on, which is what a step back compares with its limit: a range
    /// that was set otherwise need not be the slot's. False if the node was dead.
    /// </summary>
    private readonly bool TrySlotStart(MapleNode<TMachine> leaf, out ulong low)
    {
        low = leaf.LowerBound(offset, min);
        return !leaf.IsDead();
    }

    private void TakeSlot(int slot, ulong low, ulong high)
    {
        offset = slot;
        index = low;
        last = high;
        displaced = false;
    }

    private StepResult TryStepForward(ulong limit, bool skip, out ulong value)
    {
        value = 0;
        var at = Node(node);
        if (at.IsDead())
        {
            return StepResult.Dead;
        }

        // Read afresh: the end of the slot may have moved since the state came here.
        ulong current = EndOfSlot(at, offset);
        if (current >= limit)
        {
            return at.IsDead() ? StepResult.Dead : StepResult.Limit;
        }

        while (true)
        {
            ulong first = current + 1;
            ulong high;
            int slot = offset + 1;
            if (slot <= end)
            {
                high = EndOfSlot(at, slot);
            }
            else
            {
                var moved = MoveToNeighbour(forward: true);
                if (moved != StepResult.Done)
                {
                    return moved;
                }

                at = Node(node);
                slot = 0;
                first = min;
                high = at.Pivot(0);
            }

            value = at.Slot(slot);
            if (at.IsDead())
            {
                return StepResult.Dead;
            }

            // Only now: a dead node's words may not reach the cursor, or the save point would be lost.
            TakeSlot(slot, first, high);
            if (value != 0 || !skip)
            {
                return StepResult.Done;
            }

            if (high >= limit)
            {
                return StepResult.Limit;
            }

            current = high;
        }
    }

    private StepResult TryStepBackward(ulong limit, bool skip, out ulong value)
    {
        value = 0;
        var at = Node(node);
        ulong start = index;
        if (at.IsDead() || (displaced && !TrySlotStart(at, out start)))
        {
            return StepResult.Dead;
        }

        if (start <= limit)
        {
            return StepResult.Limit;
        }

        // The recorded system trusts the range that was set: in the same leaf the slot before is said to end
        // where that begins, even inside the slot that the state stands on.
        ulong current = index;
        while (true)
        {
            ulong high = current - 1;
            int slot = offset - 1;
            if (slot < 0)
            {
                var moved = MoveToNeighbour(forward: false);
                if (moved != StepResult.Done)
                {
                    return moved;
                }

                at = Node(node);
                slot = end;
                high = max;
            }

            ulong low = at.LowerBound(slot, min);
            value = at.Slot(slot);
            if (at.IsDead())
            {
                return StepResult.Dead;
            }

            TakeSlot(slot, low, high);
            if (value != 0 || !skip)
            {
                return StepResult.Done;
            }

            if (low <= limit)
            {
                return StepResult.Limit;
            }

            current = low;
        }
    }
}
