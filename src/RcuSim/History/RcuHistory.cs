using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>Grace periods, queued callbacks and barriers.</summary>
/// <param name="protections">Who is in which read-side critical section.</param>
internal sealed class RcuHistory(Protections protections) : IReversible
{
    private readonly ReversibleList<GracePeriod> periods = new();
    private readonly ReversibleList<RcuCallback> callbacks = new();
    private readonly ReversibleArray<int> barriers = new(256);
    private readonly ReversibleArray<Counts> counts = new(1);

    /// <summary>All grace periods so far, in the order in which they began.</summary>
    public IReadOnlyList<GracePeriod> Periods => periods.Read;

    /// <summary>The callback taken last.</summary>
    public RcuCallback Current => counts[0].Taken == 0 ? default : callbacks[counts[0].Taken - 1];

    /// <summary>The callback to be taken next; its function is 0 if none waits.</summary>
    public RcuCallback Next => HasCallbacks ? callbacks[counts[0].Taken] : default;

    /// <summary>How many callbacks were queued.</summary>
    public int Queued => callbacks.Count;

    /// <summary>How many callbacks have run.</summary>
    public int Done => counts[0].Done;

    /// <summary>True if a callback waits to be taken.</summary>
    public bool HasCallbacks => callbacks.Count > counts[0].Taken;

    /// <summary>
    /// True if a grace period that began after the current callback was queued has ended already.
    /// </summary>
    public bool HasElapsedForCurrent => counts[0].ElapsedStart > Current.QueuedAt;

    /// <summary>The grace period a thread waits for, or null.</summary>
    public GracePeriod? WaitedFor(ThreadName waiter)
    {
        int at = Find(waiter);
        return at < 0 ? null : periods[at];
    }

    /// <summary>The threads whose sections keep a grace period from ending.</summary>
    public IEnumerable<ThreadName> Blockers(GracePeriod period) =>
        period.Readers.Where(IsOpen).Select(section => section.Thread);

    /// <summary>True if the grace period a thread waits for may end.</summary>
    public bool MayEnd(ThreadName waiter)
    {
        int at = Find(waiter);
        if (at < 0)
        {
            return true;
        }

        foreach (var section in periods[at].Readers)
        {
            if (IsOpen(section))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True if every callback that a thread's barrier waits for has run.</summary>
    public bool MayPassBarrier(ThreadName thread) => counts[0].Done >= barriers[thread.Number];

    /// <summary>Takes in an event on grace periods or callbacks.</summary>
    internal void Take(in Event item, int position)
    {
        ref readonly var operation = ref item.Operation;
        switch (operation.Kind)
        {
            case OperationKind.GracePeriodBegin when item.Result != 0:
                periods.Change().Add(new(item.Thread, position, -1, OpenSections()));
                break;
            case OperationKind.GracePeriodEnd:
                EndPeriod(item.Thread, position);
                break;
            case OperationKind.CallRcu:
                callbacks.Change().Add(new(
                    callbacks.Count + 1,
                    position,
                    (int)operation.Value,
                    operation.Address,
                    operation.Operand));
                break;
            case OperationKind.TakeCallback when item.Result != 0:
                counts.Change(0).Taken++;
                break;
            case OperationKind.CallbackDone:
                counts.Change(0).Done++;
                break;
            case OperationKind.BarrierBegin:
                barriers.Change(item.Thread.Number) = callbacks.Count;
                break;
        }
    }

    /// <inheritdoc/>
    public void Mark()
    {
        periods.Mark();
        callbacks.Mark();
        barriers.Mark();
        counts.Mark();
    }

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        periods.BackTo(mark);
        callbacks.BackTo(mark);
        barriers.BackTo(mark);
        counts.BackTo(mark);
    }

    private bool IsOpen(ReadSection section) =>
        protections[section.Thread] is { Depth: > 0 } now && now.Section == section.Number;

    private int Find(ThreadName waiter)
    {
        for (int i = periods.Count - 1; i >= 0; i--)
        {
            if (periods[i].EndedAt < 0 && periods[i].Waiter == waiter)
            {
                return i;
            }
        }

        return -1;
    }

    private void EndPeriod(ThreadName waiter, int position)
    {
        int at = Find(waiter);
        if (at >= 0)
        {
            var list = periods.Change();
            list[at] = list[at] with { EndedAt = position };
            ref var now = ref counts.Change(0);
            now.ElapsedStart = Math.Max(now.ElapsedStart, list[at].BeganAt);
        }
    }

    private List<ReadSection> OpenSections()
    {
        var open = new List<ReadSection>();
        foreach (var thread in protections.Threads)
        {
            if (protections[thread] is { Depth: > 0 } now)
            {
                open.Add(new(thread, now.Section));
            }
        }

        return open;
    }

    private struct Counts
    {
        public int Taken;
        public int Done;
        public int ElapsedStart;
    }
}
