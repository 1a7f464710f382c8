using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>
/// The turns of loops, read off a log: what a thread did between two heads of one loop. A turn is fruitless
/// if it asked for exactly the operations of the turn before, was answered exactly as then, and changed
/// nothing.
/// </summary>
/// <remarks>
/// A function of the thread's own events, in whatever order those of others lie between them, but for one
/// thing: a lock that the turn took and released again counts as a change if another thread came upon it
/// meanwhile. How a spin ended is no part of a turn: it says what another thread did. To leave a word as it
/// was is to change nothing, if the operation also read it: a turn left out then makes no difference to
/// anybody. What keeps a lock or gives up one taken before, takes or releases memory or a place in a queue,
/// waits for a grace period, or could be answered differently though nothing changed (a choice, a failure)
/// makes a turn fruitful; and one that reads nothing has nothing to wait for.
/// </remarks>
/// <param name="log">The log.</param>
internal sealed class LoopTurns(EventLog log) : IReversible
{
    private static readonly ulong idle = EventMask.Of(
        OperationKind.Load,
        OperationKind.Await,
        OperationKind.Fence,
        OperationKind.RcuEnter,
        OperationKind.RcuLeave,
        OperationKind.PollState,
        OperationKind.Observe,
        OperationKind.Retry,
        OperationKind.Spin);

    // The thread's own events, the last first: the turn, its head, the turn before, its head, and so on.
    private readonly List<int> own = [];

    // The locks that the thread holds where the log is being looked at, from the end of the turn downward.
    private readonly List<ulong> held = [];
    private readonly ReversibleItems<SpinTurn> spins = new(256);

    /// <summary>
    /// The positions of what a thread that spins read in its last turn, the last first; none if that was not
    /// fruitless.
    /// </summary>
    public IReadOnlyList<int> LastSpin(ThreadName thread) => spins.Find(thread.Number)?.Reads ?? [];

    /// <summary>How many turns in a row were fruitless when a thread comes to the head of a loop.</summary>
    /// <param name="thread">The thread.</param>
    /// <param name="site">The loop.</param>
    /// <param name="end">The position of the head, or the end of the log.</param>
    /// <param name="most">How many are of interest.</param>
    /// <param name="since">The position of the first event of the turn that they repeat.</param>
    public int Fruitless(ThreadName thread, ushort site, int end, int most, out int since)
    {
        since = end;
        int head = FindTurn(thread, site, end);
        if (head < 0)
        {
            return 0;
        }

        int period = own.Count + 1;
        own.Add(head);
        int same = 0;
        for (int i = head - 1; i >= 0 && same + 1 < most * period; i--)
        {
            if (!IsOf(thread, log[i]))
            {
                // This turn changed something, so it is the last that those above it may have repeated.
                most = MeetsHeld(log[i]) ? Math.Min(most, ((same + 1) / period) + 1) : most;
                continue;
            }

            if (!IsSame(log[i], log[own[same]]))
            {
                break;
            }

            TakesAndReleases(log[i]);

            same++;
            own.Add(i);
            since = i;
        }

        return (same + 1) / period;
    }

    /// <summary>
    /// The positions of what a thread read in its last turn before the head of a loop, the last first.
    /// </summary>
    public IEnumerable<int> Reads(ThreadName thread, ushort site, int end)
    {
        FindTurn(thread, site, end);
        return own.Where(i => IsRead(log[i].Operation));
    }

    /// <summary>
    /// The position of the last event that did anything to the word or lock that an operation read; -1 if
    /// there is none.
    /// </summary>
    /// <param name="read">The position of the operation.</param>
    /// <param name="before">Where to begin, downward.</param>
    public int LastDisturbance(int read, int before)
    {
        int i = before - 1;
        while (i >= 0 && !IsDisturbedBy(log[read].Operation, log[i]))
        {
            i--;
        }

        return i;
    }

    /// <summary>Takes in that a thread is at the head of a spinning loop.</summary>
    internal void Take(in Event head, int position)
    {
        var turn = spins.Change(head.Thread.Number);
        turn.Reads.Clear();
        if (head.Result != 0)
        {
            turn.Reads.AddRange(Reads(head.Thread, head.Operation.Site, position));
        }
    }

    /// <inheritdoc/>
    public void Mark() => spins.Mark();

    /// <inheritdoc/>
    public void BackTo(int mark) => spins.BackTo(mark);

    /// <summary>True if an operation reads a word, whether a lock is free, or whether a grace period has gone
    /// by.</summary>
    private static bool IsRead(in Operation operation) =>
        operation.IsWordAccess || operation.Kind is OperationKind.TryLock or OperationKind.PollState;

    /// <summary>True if an event did something to what an operation reads.</summary>
    private static bool IsDisturbedBy(in Operation read, in Event item)
    {
        ref readonly var operation = ref item.Operation;
        return IsRead(read) && operation.Kind switch
        {
            OperationKind.Copy or OperationKind.Fill =>
                read.Address - operation.Address < operation.Operand * 8,
            OperationKind.Free => read.Address - operation.Address
                < 1UL << SimulatedAddress.Shift(operation.Address),
            OperationKind.TryLock => read.Address == operation.Address && item.Result != 0,
            >= OperationKind.LockWait and <= OperationKind.Downgrade => read.Address == operation.Address,
            _ => read.Address == operation.Address && Changes(item),
        };
    }

    /// <summary>
    /// True for the release of a lock, and for the taking of one that is released further up; asked downward.
    /// </summary>
    private bool TakesAndReleases(in Event item)
    {
        ref readonly var operation = ref item.Operation;
        switch (operation.Kind)
        {
            case OperationKind.Unlock:
                held.Add(operation.Address);
                return true;
            case OperationKind.Lock:
            case OperationKind.TryLock when item.Result != 0:
                return held.Remove(operation.Address);
            default:
                return false;
        }
    }

    /// <summary>True if another thread's event was another one because a lock was held.</summary>
    private bool MeetsHeld(in Event item) => held.Count > 0
        && (item.Operation.Kind == OperationKind.LockWait
            || (item.Operation.Kind == OperationKind.TryLock && item.Result == 0))
        && held.Contains(item.Operation.Address);

    private static bool IsIdle(in Event item) => EventMask.Has(idle, item.Operation.Kind)
        || (item.Operation.MayWrite && !Changes(item))
        || (item.Operation.Kind == OperationKind.TryLock && item.Result == 0);

    private static bool Changes(in Event item) => item.Wrote
        && (item.Operation.Kind == OperationKind.Store || item.Operation.After(item.Result) != item.Result);

    private static bool IsOf(ThreadName thread, in Event item) =>
        item.Thread == thread && item.Operation.Kind != OperationKind.SpinEnd;

    private static bool IsSame(in Event one, in Event other) => one.Operation.IsSameAs(other.Operation)
        && (one.Result == other.Result || one.Operation.Kind == OperationKind.Spin);

    /// <summary>
    /// Finds what a thread did since it was last at the head of a loop: the position of that head, or -1 if
    /// it was not there yet or the turn cannot have been fruitless.
    /// </summary>
    private int FindTurn(ThreadName thread, ushort site, int end)
    {
        own.Clear();
        held.Clear();
        bool reads = false;
        for (int i = end - 1; i >= 0; i--)
        {
            ref readonly var item = ref log[i];
            if (!IsOf(thread, item))
            {
                if (MeetsHeld(item))
                {
                    return -1;
                }

                continue;
            }

            if (item.Operation.IsLoopHead && item.Operation.Site == site)
            {
                return reads && held.Count == 0 ? i : -1;
            }

            if (!IsIdle(item) && !TakesAndReleases(item))
            {
                return -1;
            }

            reads |= IsRead(item.Operation);
            own.Add(i);
        }

        return -1;
    }

    private sealed class SpinTurn : Versioned<SpinTurn>
    {
        public List<int> Reads { get; } = [];

        public override void CopyFrom(SpinTurn? other)
        {
            Reads.Clear();
            Reads.AddRange(other?.Reads ?? []);
        }
    }
}
