using RcuSim.Machine;

namespace RcuSim.Maple;

/// <content>The public steps: next and previous, which never return the entry that holds the index.</content>
internal partial struct MapleState<TMachine>
{
    /// <summary>The next value after the range.</summary>
    /// <param name="limit">The highest index to look at.</param>
    /// <returns>The value, or 0; the range is the value's.</returns>
    /// <remarks>Kernel: <c>mas_next</c>.</remarks>
    [KernelName("mas_next")]
    public ulong Next(ulong limit) => NextSlot(limit, skip: true);

    /// <summary>The next slot after the range, empty or not.</summary>
    /// <param name="limit">The highest index to look at.</param>
    /// <returns>The slot's value, or 0; the range is the slot's.</returns>
    /// <remarks>Kernel: <c>mas_next_range</c>.</remarks>
    [KernelName("mas_next_range")]
    public ulong NextRange(ulong limit) => NextSlot(limit, skip: false);

    /// <summary>The value before the range.</summary>
    /// <param name="limit">The lowest index to look at.</param>
    /// <returns>The value, or 0; the range is the value's.</returns>
    /// <remarks>
    /// Kernel: <c>mas_prev</c>. As there, a value in the root word is found whatever the limit, if the index
    /// is above it.
    /// </remarks>
    [KernelName("mas_prev")]
    public ulong Previous(ulong limit) => PreviousSlot(limit, skip: true);

    /// <summary>The slot before the range, empty or not.</summary>
    /// <param name="limit">The lowest index to look at.</param>
    /// <returns>The slot's value, or 0; the range is the slot's.</returns>
    /// <remarks>Kernel: <c>mas_prev_range</c>.</remarks>
    [KernelName("mas_prev_range")]
    public ulong PreviousRange(ulong limit) => PreviousSlot(limit, skip: false);

    /// <summary>
    /// Takes a position to step from, if the state has none; true if that is already the answer.
    /// </summary>
    /// <param name="beyond">The status of a state that has run into its limit in this direction.</param>
    /// <param name="turned">The status of one that has run into its limit in the other.</param>
    /// <param name="here">The answer, if it is one: the value at the index, after turning round.</param>
    private bool EndsBeforeStep(MapleStatus beyond, MapleStatus turned, out ulong here)
    {
        here = 0;
        if (status == MapleStatus.Error)
        {
            return true;
        }

        if (status == beyond && node != 0)
        {
            status = MapleStatus.Active;
        }
        else if (status == turned)
        {
            here = Walk();
        }
        else if (status is not (MapleStatus.Active or MapleStatus.Root))
        {
            Walk();
        }

        return here != 0;
    }

    private ulong NextSlot(ulong limit, bool skip)
    {
        if (last >= limit)
        {
            status = MapleStatus.Overflow;
            return 0;
        }

        bool wasNone = status == MapleStatus.None;
        if (EndsBeforeStep(beyond: MapleStatus.Overflow, turned: MapleStatus.Underflow, out ulong here))
        {
            return here;
        }

        return status == MapleStatus.Active ? StepForward(limit, skip) : NextOfNoNode(wasNone);
    }

    /// <summary>What comes next in a tree without nodes: nothing.</summary>
    private ulong NextOfNoNode(bool wasNone)
    {
        if (status != MapleStatus.Root)
        {
            return 0;
        }

        if (wasNone && index == 0)
        {
            last = 0;
            return 0;
        }

        index = 1;
        last = ulong.MaxValue;
        status = MapleStatus.None;
        return 0;
    }

    private ulong PreviousSlot(ulong limit, bool skip)
    {
        if (index <= limit)
        {
            status = MapleStatus.Underflow;
            return 0;
        }

        if (EndsBeforeStep(beyond: MapleStatus.Underflow, turned: MapleStatus.Overflow, out ulong here))
        {
            return here;
        }

        return status == MapleStatus.Active ? StepBackward(limit, skip) : PreviousOfNoNode();
    }

    /// <summary>
    /// What comes before in a tree without nodes: the value in the root word, if there is one.
    /// </summary>
    [KernelName("mas_prev_setup")]
    private ulong PreviousOfNoNode()
    {
        if (index > 0)
        {
            return TakeRootValue();
        }

        if (status == MapleStatus.Root)
        {
            status = MapleStatus.None;
        }

        return 0;
    }

    /// <summary>Goes down to what the root word holds, perhaps nothing.</summary>
    private ulong TakeRootValue()
    {
        index = 0;
        last = 0;
        Tree.ReportRead(index);
        ulong root = LoadRoot();
        if (NodePointer.IsNode(root))
        {
            // The tree has grown nodes since: the value, if still there, is found by walking.
            return Walk();
        }

        machine.Observe(MapleSpans.ReadValue, root);
        status = MapleStatus.Root;
        return root;
    }
}
