using System.Diagnostics;
using RcuSim.Machine;

namespace RcuSim.Maple;

/// <content>The public writes. All need the tree's lock.</content>
internal partial struct MapleState<TMachine>
{
    /// <summary>How often a write that lacks memory is tried.</summary>
    private const int MostTurns = 3;

    /// <summary>Stores a value over the range.</summary>
    /// <param name="value">The value; 0 empties the range, which then grows over empty neighbours.</param>
    /// <returns>
    /// What was at the first index before, if the range lies in one leaf. On lack of memory the status is an
    /// error, the tree unchanged; <see cref="ObtainMemory"/> says whether to try again.
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
        bool bulk = (marks & StateMarks.Bulk) != StateMarks.None;
        if (bulk && plan.InRcuMode)
        {
            // Replaced nodes would not become available again; the write would run out of nodes half way.
            Fail(Errno.Invalid);
            return 0;
        }

        bool keepsNodes = bulk || ((marks & StateMarks.Preallocated) != StateMarks.None && preallocated > 0);
        if (!keepsNodes && !Request(NodesWanted(in plan)))
        {
            FreePreallocated();
            Fail(Errno.NoMemory);
            return 0;
        }

        Commit(ref plan);
        if (!keepsNodes)
        {
            FreePreallocated();
        }

        // As in the recorded system: what a list of slots was made of replaces what was found first.
        bool listed = strategy is MapleStrategy.SplitStore or MapleStrategy.Rebalance;
        return listed && last < plan.EndHigh ? plan.EndContent : plan.OldValue;
    }

    /// <summary>Stores a value over the range, reporting lack of memory; ends any preallocation.</summary>
    /// <param name="value">The value; 0 empties the range.</param>
    /// <returns>
    /// None, Invalid for an impossible range, or NoMemory: the tree is unchanged then, the status is an
    /// error, and an empty range may have grown.
    /// </returns>
    /// <remarks>
    /// Kernel: <c>mas_store_gfp</c>. As there, memory that is not had at once is asked for again, and the
    /// tree's own lock is dropped meanwhile. There that goes on as long as part of it was obtained; here for
    /// three turns at most.
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

        // Written out and not TryStore in a loop with the further turns: that costs an append 4 %.
        var plan = default(WritePlan);
        Plan(ref plan, value);
        if (!Request(NodesWanted(in plan)))
        {
            Fail(Errno.NoMemory);
            return StoreWithMoreMemory(value, first, lastAsked);
        }

        Commit(ref plan);
        Destroy();
        return Errno.None;
    }

    /// <summary>The further turns of a store: from the root, and with the range asked for.</summary>
    private Errno StoreWithMoreMemory(ulong value, ulong first, ulong lastAsked)
    {
        for (int turn = 2; MayTryAgain(turn); turn++)
        {
            SetRange(first, lastAsked);
            if (TryStore(value))
            {
                Destroy();
                return Errno.None;
            }
        }

        Destroy();
        return Errno.NoMemory;
    }

    /// <summary>One attempt at a store; false, the status then an error, if it lacked memory.</summary>
    private bool TryStore(ulong value)
    {
        var plan = default(WritePlan);
        Plan(ref plan, value);
        if (!Request(NodesWanted(in plan)))
        {
            Fail(Errno.NoMemory);
            return false;
        }

        Commit(ref plan);
        return true;
    }

    /// <summary>Empties the whole slot that holds the index.</summary>
    /// <returns>
    /// The value found there, 0 if none. On lack of memory, which <see cref="Status"/> shows, it still is
    /// there.
    /// </returns>
    /// <remarks>
    /// Kernel: <c>mas_erase</c>. As there, the range is not changed if nothing was found in a tree without
    /// nodes.
    /// </remarks>
    [KernelName("mas_erase")]
    public ulong Erase()
    {
        ulong at = index;
        ulong value = 0;
        strategy = MapleStrategy.None;
        for (int turn = 1; turn == 1 || MayTryAgain(turn); turn++)
        {
            index = at;
            last = turn == 1 ? last : at;
            Tree.ReportRead(index);
            value = WalkFromRoot();
            Tree.ReportWalked(index, last, value);
            if (value == 0)
            {
                FreePreallocated();
                return 0;
            }

            Reset();
            if (TryStore(0))
            {
                break;
            }
        }

        Destroy();
        return value;
    }

    /// <summary>At the head of a further turn of a write that lacked memory: asks for it once more.</summary>
    internal bool MayTryAgain(int turn)
    {
        if (turn > MostTurns || !ObtainMemory())
        {
            return false;
        }

        machine.Retry(MapleSites.MemoryRetry);
        return true;
    }

    /// <summary>Writes as planned.</summary>
    [KernelName("mas_wr_store_entry")]
    private void Commit(ref WritePlan plan)
    {
        Tree.ReportWrite(index, last, plan.Value);
        displaced = false;
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
            case MapleStrategy.StoreRoot:
                StoreRoot(in plan);
                break;
            default:
                throw new UnreachableException();
        }

        machine.Observe(MapleSpans.WriteDone, 0);
    }
}
