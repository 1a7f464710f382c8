using RcuSim.Machine;

namespace RcuSim.Maple;

/// <content>
/// Finds: the first may return the entry that holds the index, later ones continue after it.
/// </content>
internal partial struct MapleState<TMachine>
{
    /// <summary>
    /// The value at the index if the state is not positioned, else the next value after the range.
    /// </summary>
    /// <param name="limit">The highest index to look at.</param>
    /// <returns>The value, or 0; the range is the value's.</returns>
    /// <remarks>Kernel: <c>mas_find</c>.</remarks>
    [KernelName("mas_find")]
    public ulong Find(ulong limit) => FindSlot(limit, skip: true);

    /// <summary>
    /// The slot at the index if the state is not positioned, else the next slot after the range, empty or
    /// not.
    /// </summary>
    /// <param name="limit">The highest index to look at.</param>
    /// <returns>The slot's value, or 0; the range is the slot's.</returns>
    /// <remarks>Kernel: <c>mas_find_range</c>.</remarks>
    [KernelName("mas_find_range")]
    public ulong FindRange(ulong limit) => FindSlot(limit, skip: false);

    private ulong FindSlot(ulong limit, bool skip)
    {
        if (status == MapleStatus.Active)
        {
            return last < limit ? StepForFind(limit, skip) : 0;
        }

        if (!MayFind(limit))
        {
            return 0;
        }

        if (status != MapleStatus.Root)
        {
            ulong here = Walk();
            if (here != 0)
            {
                return here;
            }
        }

        if (status == MapleStatus.Root)
        {
            index = 1;
            last = ulong.MaxValue;
            status = MapleStatus.None;
        }

        return status == MapleStatus.None || index == limit ? 0 : StepForFind(limit, skip);
    }

    /// <summary>
    /// The step of a find. The recorded system has the one that skips empty slots stay active at the limit.
    /// </summary>
    private ulong StepForFind(ulong limit, bool skip)
    {
        ulong value = StepForward(limit, skip);
        if (skip && status == MapleStatus.Overflow)
        {
            status = MapleStatus.Active;
        }

        return value;
    }

    /// <summary>
    /// The value at the index if the state is not positioned, else the value before the range.
    /// </summary>
    /// <param name="limit">The lowest index to look at.</param>
    /// <returns>The value, or 0; the range is the value's.</returns>
    /// <remarks>Kernel: <c>mas_find_rev</c>.</remarks>
    [KernelName("mas_find_rev")]
    public ulong FindReverse(ulong limit) => FindSlotReverse(limit, skip: true);

    /// <summary>
    /// The slot at the index if the state is not positioned, else the slot before the range, empty or not.
    /// </summary>
    /// <param name="limit">The lowest index to look at.</param>
    /// <returns>The slot's value, or 0; the range is the slot's.</returns>
    /// <remarks>Kernel: <c>mas_find_range_rev</c>.</remarks>
    [KernelName("mas_find_range_rev")]
    public ulong FindRangeReverse(ulong limit) => FindSlotReverse(limit, skip: false);

    private ulong FindSlotReverse(ulong limit, bool skip)
    {
        switch (status)
        {
            case MapleStatus.Active:
                return index < limit ? 0 : StepBackward(limit, skip);
            case MapleStatus.Error:
                return 0;
            case MapleStatus.Root:
                status = MapleStatus.None;
                return 0;
            case MapleStatus.Overflow or MapleStatus.Underflow:
                if (index <= limit)
                {
                    status = MapleStatus.Underflow;
                    return 0;
                }

                if (node != 0)
                {
                    status = MapleStatus.Active;
                    return StepBackward(limit, skip);
                }

                break;
            case MapleStatus.Paused:
                if (index <= limit)
                {
                    status = MapleStatus.Underflow;
                    return 0;
                }

                index--;
                last = index;
                break;
            case MapleStatus.None:
                if (index <= limit)
                {
                    return 0;
                }

                last = index;
                break;
        }

        return FindReverseFromHere(limit, skip);
    }

    [KernelName("mas_find_rev_setup")]
    private ulong FindReverseFromHere(ulong limit, bool skip)
    {
        if (index < limit)
        {
            return 0;
        }

        ulong here = Walk();
        if (here != 0)
        {
            return here;
        }

        if (status == MapleStatus.None)
        {
            // Nothing but perhaps the value in the root word lies below. The limit is not asked: the recorded
            // system has it so.
            return TakeRootValue();
        }

        return index < limit ? 0 : StepBackward(limit, skip);
    }

    /// <summary>Settles where an inactive state continues; false if that lies beyond the limit.</summary>
    [KernelName("mas_find_setup")]
    private bool MayFind(ulong limit)
    {
        switch (status)
        {
            case MapleStatus.Error:
                return false;
            case MapleStatus.Start:
                return index <= limit;
            case MapleStatus.Underflow:
                if (index >= limit)
                {
                    status = MapleStatus.Overflow;
                    return false;
                }

                return true;
            case MapleStatus.Root:
                return true;
        }

        if (last >= limit)
        {
            return false;
        }

        if (status == MapleStatus.Paused)
        {
            last++;
            index = last;
        }
        else if (status == MapleStatus.None)
        {
            index = last;
        }

        return true;
    }
}
