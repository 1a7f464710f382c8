using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>Grace periods, callbacks and barriers.</summary>
/// <param name="protections">Who is in which read-side critical section.</param>
internal sealed partial class RcuHistory(Protections protections) : IReversible
{
    private readonly ReversibleList<GracePeriod> periods = new();
    private readonly ReversibleList<RcuCallback> callbacks = new();
    private readonly ReversibleList<int> unfinished = new();
    private readonly ReversibleArray<int> calls = new(256);
    private readonly ReversibleArray<(int Queued, ushort Domain)> barriers = new(256);

    /// <summary>All callbacks so far, in the order in which they were queued.</summary>
    public IReadOnlyList<RcuCallback> Callbacks => callbacks.Read;

    /// <summary>How many callbacks have not run to their end.</summary>
    public int Unfinished => unfinished.Count;

    /// <summary>The callbacks that have not begun, in the order in which they were queued.</summary>
    public IEnumerable<RcuCallback> Queued =>
        Among(unfinished.Read).Where(callback => callback.BeganAt < 0);

    /// <summary>True if a callback that has not begun may begin.</summary>
    public bool AnyReady
    {
        get
        {
            foreach (int at in unfinished.Items)
            {
                if (IsReady(at))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The callbacks that may begin, in the order in which they were queued.</summary>
    public IEnumerable<RcuCallback> Ready => Among(unfinished.Read.Where(IsReady));

    /// <summary>How many callbacks a thread has queued.</summary>
    public int CallsOf(ThreadName thread) => calls[thread.Number];

    /// <summary>The callback of a name, or null.</summary>
    public RcuCallback? Find(ThreadName thread)
    {
        int at = Find(thread, 0);
        return at < 0 ? null : callbacks[at];
    }

    /// <summary>The callback that was queued at a log position, or null.</summary>
    public RcuCallback? QueuedAt(int position)
    {
        foreach (var callback in callbacks.Items)
        {
            if (callback.QueuedAt == position)
            {
                return callback;
            }
        }

        return null;
    }

    /// <summary>
    /// The sections for which a thread waits: at the end of its grace period, or before it begins as a
    /// callback.
    /// </summary>
    public IReadOnlyList<ReadSection> WaitedFor(ThreadName waiter)
    {
        int at = FindPeriod(waiter);
        return at >= 0 ? periods[at].Readers : Find(waiter)?.Readers ?? [];
    }

    /// <summary>The callbacks for which a thread's barrier still waits.</summary>
    public IEnumerable<RcuCallback> AwaitedBy(ThreadName waiter) =>
        Among(unfinished.Read.Where(at => IsAwaited(at, barriers[waiter.Number])));

    /// <summary>True if a section is open.</summary>
    public bool IsOpen(ReadSection section) =>
        protections[section.Thread].SectionIn(section.Domain) is { Depth: > 0 } now
        && now.Number == section.Number;

    /// <summary>True if the grace period a thread waits for may end.</summary>
    public bool MayEnd(ThreadName waiter)
    {
        int at = FindPeriod(waiter);
        return at < 0 || AreOver(periods[at].Readers);
    }

    /// <summary>True if a callback may begin.</summary>
    /// <param name="thread">Who begins it.</param>
    /// <param name="nth">See <see cref="OperationKind.CallbackBegin"/>.</param>
    public bool MayBegin(ThreadName thread, int nth)
    {
        int at = Find(thread, nth);
        return at >= 0 && IsReady(at);
    }

    /// <summary>True if every callback that a thread's barrier waits for has run.</summary>
    public bool MayPassBarrier(ThreadName thread)
    {
        foreach (int at in unfinished.Items)
        {
            if (IsAwaited(at, barriers[thread.Number]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes in an event on grace periods or callbacks.</summary>
    /// <returns>The address that a callback which begins was given, or 0; where that was.</returns>
    internal (ulong Retired, int QueuedAt) Take(in Event item, int position)
    {
        ref readonly var operation = ref item.Operation;
        switch (operation.Kind)
        {
            case OperationKind.GracePeriodBegin:
                periods.Change().Add(new(item.Thread, position, -1, OpenSections(operation.Detail), States));
                break;
            case OperationKind.GracePeriodEnd:
                EndPeriod(item, position);
                break;
            case OperationKind.TakeState:
                TakeState(item);
                break;
            case OperationKind.PollState:
                TakePoll(item);
                break;
            case OperationKind.CallRcu:
                Queue(item, position);
                break;
            case OperationKind.CallbackBegin when Find(item.Thread, (int)operation.Value) is >= 0 and var at:
                var list = callbacks.Change();
                list[at] = list[at] with { BeganAt = position };
                ElapseBefore(list[at].States, list[at].Domain);
                return (list[at].Retired, list[at].QueuedAt);
            case OperationKind.CallbackEnd:
                unfinished.Change().Remove(Find(item.Thread, (int)operation.Value));
                break;
            case OperationKind.BarrierBegin:
                barriers.Change(item.Thread.Number) = (callbacks.Count, operation.Detail);
                break;
        }

        return default;
    }

    /// <inheritdoc/>
    public void Mark()
    {
        periods.Mark();
        callbacks.Mark();
        unfinished.Mark();
        calls.Mark();
        barriers.Mark();
        states.Mark();
    }

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        periods.BackTo(mark);
        callbacks.BackTo(mark);
        unfinished.BackTo(mark);
        calls.BackTo(mark);
        barriers.BackTo(mark);
        states.BackTo(mark);
    }

    private void Queue(in Event item, int position)
    {
        int nth = ++calls.Change(item.Thread.Number);
        unfinished.Change().Add(callbacks.Count);
        callbacks.Change().Add(new(item.Thread, nth, position)
        {
            Function = (int)item.Operation.Value,
            Retired = item.Operation.Address,
            Argument = item.Operation.Operand,
            Domain = item.Operation.Detail,
            Readers = OpenSections(item.Operation.Detail),
            States = States,
        });
    }

    private IEnumerable<RcuCallback> Among(IEnumerable<int> numbers) => numbers.Select(at => callbacks[at]);

    private bool IsAwaited(int at, (int Queued, ushort Domain) barrier) =>
        at < barrier.Queued && callbacks[at].Domain == barrier.Domain;

    private bool IsReady(int at)
    {
        var callback = callbacks[at];
        return callback.BeganAt < 0 && AreOver(callback.Readers);
    }

    private bool AreOver(IReadOnlyList<ReadSection> sections)
    {
        for (int i = 0; i < sections.Count; i++)
        {
            if (IsOpen(sections[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The place of a callback that has not run to its end, or -1.</summary>
    private int Find(ThreadName thread, int nth)
    {
        var (caller, call) = nth == 0 ? (thread.Caller, thread.Nth) : (thread, nth);
        foreach (int at in unfinished.Items)
        {
            if (callbacks[at].Nth == call && callbacks[at].Caller == caller)
            {
                return at;
            }
        }

        return -1;
    }

    private int FindPeriod(ThreadName waiter)
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

    private void EndPeriod(in Event item, int position)
    {
        int at = FindPeriod(item.Thread);
        if (at >= 0)
        {
            var list = periods.Change();
            list[at] = list[at] with { EndedAt = position };
            ElapseBefore(list[at].States, item.Operation.Detail);
        }
    }

    private IReadOnlyList<ReadSection> OpenSections(ushort domain)
    {
        List<ReadSection>? open = null;
        foreach (var thread in protections.Threads)
        {
            if (protections[thread].SectionIn(domain) is { Depth: > 0 } now)
            {
                (open ??= []).Add(new(thread, domain, now.Number));
            }
        }

        return open ?? (IReadOnlyList<ReadSection>)[];
    }
}
