using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>Finds out for whom a thread waits.</summary>
internal static class WaitEdges
{
    /// <summary>The threads that a thread, about to do something, waits for.</summary>
    public static IEnumerable<WaitEdge> Of(SimulatedThread thread, Operation pending, SystemState state)
    {
        string wants = Wants(thread, pending, state);
        return pending.Kind switch
        {
            OperationKind.Lock => ForLock(thread, pending, wants, state),
            OperationKind.GracePeriodEnd => ForReaders(thread, wants, state),
            OperationKind.RcuBarrier => ForCallbacks(thread, wants, state),
            OperationKind.Await => ForCounts(thread, pending, wants, state),
            _ => [],
        };
    }

    /// <summary>What a thread waits for, in words.</summary>
    public static string Wants(SimulatedThread thread, in Operation pending, SystemState state)
    {
        string what = pending.Kind == OperationKind.GracePeriodEnd
            ? "the end of a grace period"
            : EventText.Wanted(pending, state);
        string section = state.Protections[thread].Depth > 0 ? " inside a read section" : "";
        return $"{thread.Name}:{thread.NextIndex} waits{section} for {what}";
    }

    private static IEnumerable<WaitEdge> ForLock(
        SimulatedThread thread, Operation pending, string wants, SystemState state)
    {
        var mode = (LockMode)pending.Detail;
        var held = state.Locks[pending.Address];
        foreach (var (holder, how) in held.Holders)
        {
            if (mode != LockMode.Read || how != LockMode.Read)
            {
                int since = state.Protections[holder].Locks.First(l => l.Address == pending.Address).Since;
                yield return new(
                    thread, holder, $"{wants}, which {holder.Name} holds", since, $"{holder.Name} takes it");
            }
        }

        foreach (var (earlier, how) in held.Queue.TakeWhile(waiter => waiter.Thread != thread))
        {
            if (mode != LockMode.Read || how != LockMode.Read)
            {
                yield return new(thread, earlier, $"{wants}; {earlier.Name} is before it in line", -1, "");
            }
        }
    }

    private static IEnumerable<WaitEdge> ForReaders(SimulatedThread thread, string wants, SystemState state)
    {
        if (state.Rcu.WaitedFor(thread) is not { } period)
        {
            yield break;
        }

        foreach (var reader in state.Rcu.Blockers(period))
        {
            int since = state.Protections[reader].SectionSince;
            yield return new(
                thread,
                reader,
                $"{wants}, which waits for the read section of {reader.Name}",
                since,
                $"{reader.Name} enters its read section");
        }
    }

    private static IEnumerable<WaitEdge> ForCallbacks(SimulatedThread thread, string wants, SystemState state)
    {
        for (int i = state.Log.Count - 1; i >= state.Start; i--)
        {
            ref readonly var item = ref state.Log[i];
            if (item.Operation.Kind == OperationKind.TakeCallback)
            {
                string text = $"{wants}, until {item.Thread.Name} has run the callback it took";
                return [new(thread, item.Thread, text, i, $"{item.Thread.Name} takes a callback")];
            }
        }

        return [];
    }

    /// <summary>
    /// A word awaited to fall is a count: whoever has added to it more than taken off holds it up.
    /// </summary>
    private static IEnumerable<WaitEdge> ForCounts(
        SimulatedThread thread, Operation pending, string wants, SystemState state)
    {
        var counts = new Dictionary<SimulatedThread, (long Count, int Since)>();
        for (int i = state.Start; i < state.Log.Count; i++)
        {
            ref readonly var item = ref state.Log[i];
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
            $"{wants}, in which {c.Key.Name} has counted itself in",
            c.Value.Since,
            $"{c.Key.Name} counts itself in"));
    }

    private static long Change(in Event item) => item.Operation.Kind switch
    {
        OperationKind.Add => unchecked((long)item.Operation.Value),
        OperationKind.CompareExchange => unchecked((long)(item.Operation.Value - item.Operation.Operand)),
        _ => 0,
    };
}
