using System.Threading.Channels;
using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>
/// Read sections, grace periods and queued callbacks of an execution: a fold over the log. Callbacks wait in
/// a channel, used through TryWrite and TryRead only.
/// </summary>
public sealed class RcuState
{
    private readonly Dictionary<SimulatedThread, (int Depth, int Section)> sections = [];
    private readonly List<SimulatedThread> readers = [];
    private readonly List<GracePeriod> periods = [];
    private readonly Dictionary<SimulatedThread, int> barriers = [];
    private Channel<RcuCallback> callbacks = Channel.CreateUnbounded<RcuCallback>();
    private int queued;
    private int done;
    private int elapsedStart = -1;

    /// <summary>All grace periods, in the order in which they began.</summary>
    public IReadOnlyList<GracePeriod> Periods => periods;

    /// <summary>The callback the callback thread took last.</summary>
    public RcuCallback Current { get; private set; }

    /// <summary>How many callbacks were queued so far.</summary>
    public int Queued => queued;

    /// <summary>How many callbacks have run.</summary>
    public int Done => done;

    /// <summary>True if any thread was ever inside a section.</summary>
    public bool HasReaders => readers.Count > 0;

    /// <summary>True if a callback waits to be taken.</summary>
    public bool HasCallbacks => callbacks.Reader.TryPeek(out _);

    /// <summary>How many sections a thread is inside.</summary>
    public int Depth(SimulatedThread thread) => sections.GetValueOrDefault(thread).Depth;

    /// <summary>Opens a section.</summary>
    public void Enter(SimulatedThread thread)
    {
        if (sections.TryGetValue(thread, out var state))
        {
            sections[thread] = (state.Depth + 1, state.Section);
        }
        else
        {
            readers.Add(thread);
            sections.Add(thread, (1, 0));
        }
    }

    /// <summary>Closes the innermost section; false if there was none.</summary>
    public bool Leave(SimulatedThread thread)
    {
        var (depth, section) = sections.GetValueOrDefault(thread);
        if (depth > 0)
        {
            sections[thread] = (depth - 1, depth == 1 ? section + 1 : section);
        }

        return depth > 0;
    }

    /// <summary>Begins a grace period.</summary>
    public void Begin(SimulatedThread waiter, int position)
    {
        var open = new List<(SimulatedThread, int)>();
        foreach (var reader in readers)
        {
            if (sections[reader] is { Depth: > 0 } state)
            {
                open.Add((reader, state.Section));
            }
        }

        periods.Add(new(waiter, position, open));
    }

    /// <summary>The unended grace period a thread waits for, or null.</summary>
    public GracePeriod? WaitedFor(SimulatedThread waiter) =>
        periods.FindLast(p => p.Waiter == waiter && p.EndedAt < 0);

    /// <summary>The sections that still keep a grace period from ending.</summary>
    public IEnumerable<SimulatedThread> Blockers(GracePeriod period)
    {
        foreach (var (thread, section) in period.Readers)
        {
            if (sections[thread] is { Depth: > 0 } state && state.Section == section)
            {
                yield return thread;
            }
        }
    }

    /// <summary>True if the grace period a thread waits for may end.</summary>
    public bool MayEnd(SimulatedThread waiter) => WaitedFor(waiter) is not { } p || !Blockers(p).Any();

    /// <summary>Ends the grace period a thread waits for.</summary>
    public void End(SimulatedThread waiter, int position)
    {
        if (WaitedFor(waiter) is { } period)
        {
            period.EndedAt = position;
            elapsedStart = Math.Max(elapsedStart, period.BeganAt);
        }
    }

    /// <summary>True if a whole grace period has passed since the current callback was queued.</summary>
    public bool HasElapsedForCurrent() => elapsedStart > Current.QueuedAt;

    /// <summary>Queues a callback; returns its ticket.</summary>
    public int Queue(int function, ulong first, ulong second, int position)
    {
        callbacks.Writer.TryWrite(new(++queued, position, function, first, second));
        return queued;
    }

    /// <summary>Takes the next callback; function 0 if there is none.</summary>
    public RcuCallback Take()
    {
        Current = callbacks.Reader.TryRead(out var callback) ? callback : default;
        return Current;
    }

    /// <summary>Notes that the callback taken last has run.</summary>
    public void Complete() => done++;

    /// <summary>Notes that a thread waits for every callback queued so far.</summary>
    public void RequestBarrier(SimulatedThread thread) => barriers[thread] = queued;

    /// <summary>True if every callback that a thread waits for has run.</summary>
    public bool MayPassBarrier(SimulatedThread thread) => done >= barriers.GetValueOrDefault(thread, queued);

    /// <summary>As new.</summary>
    public void Clear()
    {
        sections.Clear();
        readers.Clear();
        periods.Clear();
        barriers.Clear();
        if (HasCallbacks)
        {
            callbacks = Channel.CreateUnbounded<RcuCallback>();
        }

        Current = default;
        queued = done = 0;
        elapsedStart = -1;
    }
}
