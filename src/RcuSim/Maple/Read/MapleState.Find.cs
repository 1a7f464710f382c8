using RcuSim.Machine;

namespace RcuSim.Maple;

/// <content>Finds: the first may return the entry that holds the index, later ones go on after it.</content>
public partial struct MapleState<TMachine>
{
    /// <summary>
    /// The value at the index if the state is not positioned, else the next value after the range.
    /// </summary>
    /// <param name="limit">The highest index to look at.</param>
    /// <returns>The value, or 0; the range is the value's.</returns>
    /// <remarks>Kernel: <c>mas_find</c>.</remarks>
    [KernelName("mas_find")]
    public ulong Find(ulong limit)
    {
        if (status == MapleStatus.Active)
        {
            return last < limit ? FindForward(limit) : 0;
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

        return status == MapleStatus.None || index == limit ? 0 : FindForward(limit);
    }

    /// <summary>
    /// The value at the index if the state is not positioned, else the value before the range.
    /// </summary>
    /// <param name="limit">The lowest index to look at.</param>
    /// <returns>The value, or 0; the range is the value's.</returns>
    /// <remarks>Kernel: <c>mas_find_rev</c>.</remarks>
    [KernelName("mas_find_rev")]
    public ulong FindReverse(ulong limit)
    {
        switch (status)
        {
            case MapleStatus.Active:
                return index < limit ? 0 : StepBackward(limit, skip: true);
            case MapleStatus.Error:
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
                    return StepBackward(limit, skip: true);
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

        return FindReverseFromHere(limit);
    }

    private ulong FindReverseFromHere(ulong limit)
    {
        if (index < limit)
        {
            return 0;
        }

        if (status != MapleStatus.Root)
        {
            ulong here = WalkFromRoot();
            if (status == MapleStatus.Root && index == 0)
            {
                last = 0;
            }

            if (here != 0)
            {
                return here;
            }
        }

        if (status == MapleStatus.Active)
        {
            return StepBackward(limit, skip: true);
        }

        // Nothing but perhaps the value in the root word lies below.
        if (status == MapleStatus.Root && index == 0)
        {
            status = MapleStatus.None;
            return 0;
        }

        return PreviousOfNoNode();
    }

    /// <summary>The step of a find: it leaves the state active even at the limit.</summary>
    private ulong FindForward(ulong limit)
    {
        ulong value = StepForward(limit, skip: true);
        if (status == MapleStatus.Overflow)
        {
            status = MapleStatus.Active;
        }

        return value;
    }

    /// <summary>Settles where an inactive state goes on; false if that lies beyond the limit.</summary>
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
