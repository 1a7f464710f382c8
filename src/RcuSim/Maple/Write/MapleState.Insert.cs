using RcuSim.Machine;

namespace RcuSim.Maple;

/// <content>Stores into an empty range only. They need the tree's lock.</content>
internal partial struct MapleState<TMachine>
{
    /// <summary>Stores a value over the range if that is empty, from where the state stands.</summary>
    /// <param name="value">The value; 0 leaves the range empty.</param>
    /// <returns>
    /// None, Invalid for an impossible range, Exists or NoMemory: the status is an error then.
    /// </returns>
    /// <remarks>
    /// Kernel: <c>mas_insert</c> and the loop around it. The strategy is chosen, and nodes are taken, before
    /// the range is looked at.
    /// </remarks>
    public Errno Insert(ulong value)
    {
        if (index > last)
        {
            return Errno.Invalid;
        }

        ulong first = index;
        ulong lastAsked = last;
        var result = TryInsert(value);
        for (int turn = 2; result == Errno.NoMemory && MayTryAgain(turn); turn++)
        {
            SetRange(first, lastAsked);
            result = TryInsert(value);
        }

        Destroy();
        return result;
    }

    /// <summary>One attempt at an insertion. The preallocated nodes are left to the caller.</summary>
    [KernelName("mas_insert")]
    internal Errno TryInsert(ulong value)
    {
        if (index == 0 && IsValue(LoadRoot()))
        {
            return Errno.Exists;
        }

        var plan = default(WritePlan);
        Plan(ref plan, value);
        if (!Request(NodesWanted(in plan)))
        {
            Fail(Errno.NoMemory);
            return Errno.NoMemory;
        }

        // Storing over everything is not refused: the recorded system has it so.
        bool free = strategy is MapleStrategy.StoreRoot or MapleStrategy.NewRoot
            || (strategy != MapleStrategy.SpanningStore && plan.Content == 0 && last <= plan.High);
        if (!free)
        {
            displaced = true;
            return Errno.Exists;
        }

        Commit(ref plan);
        return Errno.None;
    }

    private static bool IsValue(ulong root) => root != 0 && !NodePointer.IsNode(root);
}
