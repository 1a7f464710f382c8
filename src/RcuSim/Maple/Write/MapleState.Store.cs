using RcuSim.Machine;

namespace RcuSim.Maple;

/// <content>The public writes. All need the tree's lock.</content>
public partial struct MapleState<TMachine>
{
    /// <summary>Stores a value over the range.</summary>
    /// <param name="value">The value; 0 empties the range, which then grows over empty neighbours.</param>
    /// <returns>
    /// What was at the first index before. On lack of memory the status is an error, the tree unchanged.
    /// </returns>
    /// <remarks>Kernel: <c>mas_store</c>.</remarks>
    [KernelName("mas_store")]
    public ulong Store(ulong value)
    {
        if (index > last)
        {
            Fail(Errno.Invalid);
            return 0;
        }

        var plan = default(WritePlan);
        Plan(ref plan, value);
        bool keepsStock = (marks & StateMarks.Preallocated) != StateMarks.None;
        if (!keepsStock && !Request(NodesWanted(in plan)))
        {
            Fail(Errno.NoMemory);
            return 0;
        }

        Commit(ref plan);
        if (!keepsStock)
        {
            EmptyStock();
        }

        return plan.OldValue;
    }

    /// <summary>Stores a value over the range, reporting lack of memory; ends any preallocation.</summary>
    /// <param name="value">The value; 0 empties the range.</param>
    /// <returns>
    /// None, Invalid for an impossible range, or NoMemory: the tree and range are unchanged then.
    /// </returns>
    /// <remarks>
    /// Kernel: <c>mas_store_gfp</c>. There a first request that may not wait is followed by one that may;
    /// here there is one request.
    /// </remarks>
    [KernelName("mas_store_gfp")]
    public Errno StoreAllocating(ulong value)
    {
        ulong first = index;
        ulong lastAsked = last;
        if (first > last)
        {
            return Errno.Invalid;
        }

        var plan = default(WritePlan);
        Plan(ref plan, value);
        if (!Request(NodesWanted(in plan)))
        {
            SetRange(first, lastAsked);
            Destroy();
            return Errno.NoMemory;
        }

        Commit(ref plan);
        Destroy();
        return Errno.None;
    }

    /// <summary>Chooses the strategy for a value over the range and takes all nodes it may need.</summary>
    /// <param name="value">The value that <see cref="StorePreallocated"/> will store, or one empty like
    /// it.</param>
    /// <returns>None or NoMemory; the state is reset and its stock empty then.</returns>
    /// <remarks>Kernel: <c>mas_preallocate</c>.</remarks>
    [KernelName("mas_preallocate")]
    public Errno Preallocate(ulong value)
    {
        ulong first = index;
        ulong lastAsked = last;
        var plan = default(WritePlan);
        Plan(ref plan, value);
        if (!Request(NodesWanted(in plan)))
        {
            Destroy();
            SetRange(first, lastAsked);
            return Errno.NoMemory;
        }

        marks |= StateMarks.Preallocated;
        return Errno.None;
    }

    /// <summary>
    /// Stores a value with the nodes taken by <see cref="Preallocate"/>; nothing may have changed in between.
    /// Cannot fail.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <remarks>Kernel: <c>mas_store_prealloc</c>.</remarks>
    [KernelName("mas_store_prealloc")]
    public void StorePreallocated(ulong value)
    {
        var chosen = strategy;
        var plan = default(WritePlan);
        if (status != MapleStatus.Active || chosen == MapleStrategy.SpanningStore)
        {
            Reset();
        }

        Plan(ref plan, value);
        strategy = chosen;
        Commit(ref plan);
        Destroy();
    }

    /// <summary>Empties the whole slot that holds the index.</summary>
    /// <returns>
    /// The value that was there; 0 if none, or on lack of memory, which <see cref="Status"/> tells.
    /// </returns>
    /// <remarks>Kernel: <c>mas_erase</c>.</remarks>
    [KernelName("mas_erase")]
    public ulong Erase()
    {
        ulong value = Walk();
        if (value == 0)
        {
            return 0;
        }

        Reset();
        var failure = StoreAllocating(0);
        if (failure == Errno.None)
        {
            return value;
        }

        Fail(failure);
        return 0;
    }

    /// <summary>Stores a value over the range if that is empty, from where the state stands.</summary>
    /// <param name="value">The value.</param>
    /// <returns>None, Exists or NoMemory.</returns>
    /// <remarks>
    /// Kernel: <c>mas_insert</c>. The strategy is chosen, and nodes are taken, before the range is looked at.
    /// </remarks>
    [KernelName("mas_insert")]
    public Errno Insert(ulong value)
    {
        if (index == 0 && IsValue(LoadRoot()))
        {
            return Errno.Exists;
        }

        var plan = default(WritePlan);
        Plan(ref plan, value);
        if (!Request(NodesWanted(in plan)))
        {
            return Errno.NoMemory;
        }

        // Storing over everything is not refused: the recorded system has it so.
        bool free = strategy is MapleStrategy.StoreRoot or MapleStrategy.NewRoot
            || (strategy != MapleStrategy.SpanningStore && plan.Content == 0 && last <= plan.High);
        if (free)
        {
            Commit(ref plan);
        }

        Destroy();
        return free ? Errno.None : Errno.Exists;
    }

    private static bool IsValue(ulong root) => root != 0 && !NodePointer.IsNode(root);

    /// <summary>Writes as planned.</summary>
    [KernelName("mas_wr_store_entry")]
    private void Commit(ref WritePlan plan)
    {
        Tree.TellWrite(index, last, plan.Value);
        switch (strategy)
        {
            case MapleStrategy.ExactFit:
                StoreExactFit(in plan);
                break;
            case MapleStrategy.SlotStore:
                StoreInSlots(in plan);
                break;
            case MapleStrategy.Append:
                AppendToLeaf(in plan);
                break;
            case MapleStrategy.NodeStore:
                RebuildLeaf(in plan);
                break;
            case MapleStrategy.SplitStore:
                Split(in plan);
                break;
            case MapleStrategy.Rebalance:
                Rebalance(in plan);
                break;
            case MapleStrategy.SpanningStore:
                StoreSpanning(ref plan);
                break;
            case MapleStrategy.NewRoot:
                ReplaceRoot(in plan);
                break;
            default:
                StoreRoot(in plan);
                break;
        }

        machine.Observe(MapleSpans.WriteDone, 0);
    }
}
