using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Explaining;

/// <summary>Finds out for whom a thread waits.</summary>
internal static class WaitEdges
{
    /// <summary>The threads that a thread, about to do something, waits for.</summary>
    public static IEnumerable<WaitEdge> Of(Waiting waiting, ExecutionHistory history)
    {
        var (thread, _, pending) = waiting;
        string wants = Wants(waiting, history);
        return pending.Kind switch
        {
            OperationKind.Lock => ForLock(thread, pending, wants, history),
            OperationKind.GracePeriodEnd or OperationKind.CallbackBegin =>
                ForReaders(thread, wants, history.Rcu.WaitedFor(thread), history),
            OperationKind.BarrierEnd => ForCallbacks(thread, wants, history),
            OperationKind.Join => ForThread(thread, pending.Other, wants, history),
            OperationKind.Await => ForCounts(thread, pending, wants, history),
            OperationKind.SpinEnd => ForSpin(thread, history),
            _ => [],
        };
    }

    /// <summary>What a thread waits for, in words.</summary>
    public static string Wants(in Waiting waiting, ExecutionHistory history)
    {
        bool reads = history.Protections[waiting.Thread].Depth > 0;
        string section = reads ? " inside a read-side critical section" : "";
        var thread = waiting.Thread;
        var (does, what) = waiting.Operation.Kind switch
        {
            OperationKind.GracePeriodEnd or OperationKind.CallbackBegin =>
                ("waits", $"for the end of a grace period{DomainOf(waiting, history)}"),
            OperationKind.SpinEnd => ("spins", $"until {Watched(thread, history)} changes"),
            _ => ("waits", $"for {EventText.Wanted(waiting.Operation, history)}"),
        };
        return $"{thread}:{waiting.Index} {does}{section} {what}";
    }

    private static string DomainOf(in Waiting waiting, ExecutionHistory history) =>
        RcuDomain.Suffix(history.Rcu.Find(waiting.Thread)?.Domain ?? waiting.Operation.Detail);

    /// <summary>The words and locks that a thread spins on, each with what it read as.</summary>
    private static string Watched(ThreadName thread, ExecutionHistory history) => string.Join(
        " or ", SpunOn(thread, history).Select(read => Watched(history.Log[read], history)));

    private static string Watched(in Event read, ExecutionHistory history)
    {
        if (read.Operation.Kind == OperationKind.PollState)
        {
            return EventText.Of(read.Operation, read.Result, history);
        }

        string value = read.Operation.Kind != OperationKind.TryLock
            ? AddressName.Value(read.Result, history)
            : read.Result == 0 ? "not free" : "free";
        return $"{history.Name(read.Operation.Address)} ({value})";
    }

    /// <summary>The positions of what a thread spins on, each word once, as it was last read.</summary>
    private static IEnumerable<int> SpunOn(ThreadName thread, ExecutionHistory history) =>
        history.Loops.LastSpin(thread).DistinctBy(read => Target(history.Log[read].Operation)).Reverse();

    private static (bool IsPoll, ulong Name) Target(in Operation read) => read.Kind == OperationKind.PollState
        ? (true, read.Value)
        : (false, read.Address);

    /// <summary>
    /// A thread that spins on a word waits for whoever changed it last; on a grace period, for its sections.
    /// </summary>
    private static IEnumerable<WaitEdge> ForSpin(ThreadName thread, ExecutionHistory history)
    {
        foreach (int read in SpunOn(thread, history))
        {
            var operation = history.Log[read].Operation;
            if (operation.Kind == OperationKind.PollState)
            {
                var sections = history.Rcu.ReadersAt(operation.Value, operation.Detail);
                foreach (var edge in ForReaders(thread, $"{thread} polls a grace period", sections, history))
                {
                    yield return edge;
                }

                continue;
            }

            string name = history.Name(operation.Address);
            int last = history.Loops.LastDisturbance(read, history.Log.Count);
            if (last >= history.Start && history.Log[last].Thread is var writer && writer != thread)
            {
                string text = $"{thread} spins on {name}, which {writer} changed last";
                yield return new(thread, writer, text, last, $"{writer} changes {name} last");
            }
        }
    }

    private static IEnumerable<WaitEdge> ForLock(
        ThreadName thread, Operation pending, string wants, ExecutionHistory history)
    {
        var mode = (LockMode)pending.Detail;
        foreach (var (holder, held) in history.Protections.Holders(pending.Address))
        {
            if (mode != LockMode.Read || held.Mode != LockMode.Read)
            {
                yield return new(
                    thread, holder, $"{wants}, which {holder} holds", held.Since, $"{holder} takes it");
            }
        }

        var queue = history.Protections.Queue.Where(waiter => waiter.Address == pending.Address);
        foreach (var earlier in queue.TakeWhile(waiter => waiter.Thread != thread))
        {
            if (mode != LockMode.Read || earlier.Mode != LockMode.Read)
            {
                yield return new(
                    thread, earlier.Thread, $"{wants}; {earlier.Thread} is before it in line", -1, "");
            }
        }
    }

    private static IEnumerable<WaitEdge> ForReaders(
        ThreadName thread, string wants, IReadOnlyList<ReadSection> sections, ExecutionHistory history)
    {
        foreach (var (reader, domain, _) in sections.Where(history.Rcu.IsOpen))
        {
            int since = history.Protections[reader].SectionIn(domain).Since;
            yield return new(
                thread,
                reader,
                $"{wants}, which waits for the read-side critical section of {reader}",
                since,
                $"{reader} enters its read-side critical section");
        }
    }

    private static IEnumerable<WaitEdge> ForThread(
        ThreadName thread, ThreadName other, string wants, ExecutionHistory history) =>
        history.Threads.HasBegun(other)
            ? [new(thread, other, wants, history.Threads.StartedAt(other), $"{other} is started")]
            : [];

    private static IEnumerable<WaitEdge> ForCallbacks(
        ThreadName thread, string wants, ExecutionHistory history) =>
        history.Rcu.AwaitedBy(thread).Select(callback => new WaitEdge(
            thread,
            callback.Thread,
            $"{wants}, until {callback.Thread} has run",
            callback.BeganAt < 0 ? callback.QueuedAt : callback.BeganAt,
            callback.BeganAt < 0 ? $"{callback.Thread} is queued" : $"{callback.Thread} begins"));

    /// <summary>
    /// A word awaited to fall is a count: whoever has added to it more than taken off holds it up.
    /// </summary>
    private static IEnumerable<WaitEdge> ForCounts(
        ThreadName thread, Operation pending, string wants, ExecutionHistory history)
    {
        var counts = new Dictionary<ThreadName, (long Count, int Since)>();
        for (int i = history.Start; i < history.Log.Count; i++)
        {
            ref readonly var item = ref history.Log[i];
            if (item.Thread == thread || item.Operation.Address != pending.Address || !item.Wrote)
            {
                continue;
            }

            long change = Change(item);
            if (change != 0)
            {
                var (count, since) = counts.GetValueOrDefault(item.Thread);
                counts[item.Thread] = (count + change, change > 0 ? i : since);
            }
        }

        return counts.Where(c => c.Value.Count > 0).Select(c => new WaitEdge(
            thread,
            c.Key,
            $"{wants}, in which a reference of {c.Key} is counted",
            c.Value.Since,
            $"{c.Key} takes a reference"));
    }

    private static long Change(in Event item) => item.Operation.Kind switch
    {
        OperationKind.Add => unchecked((long)item.Operation.Value),
        OperationKind.CompareExchange => unchecked((long)(item.Operation.Value - item.Operation.Operand)),
        _ => 0,
    };
}
