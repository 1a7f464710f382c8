using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Explaining;

/// <summary>
/// Says why no thread can run: who waits for whom, and which of them in a cycle. A livelock if all of them
/// spin, else a deadlock.
/// </summary>
/// <remarks>
/// Nodes are threads. A thread waits for the holders of the lock it wants (and for whoever stands in line
/// before it), for the read-side critical sections its grace period waits for, for the callbacks at a
/// barrier, for the thread whose end it awaits, for whoever holds a reference that is counted in the word it
/// awaits, and for whoever changed last what it spins on.
/// </remarks>
internal static class WaitGraph
{
    /// <summary>Describes an execution in which no thread can run.</summary>
    /// <param name="waiting">The threads that have not ended, each with what it is about to do.</param>
    /// <param name="history">The history they wait in.</param>
    public static Violation Describe(
        IReadOnlyList<Waiting> waiting, ExecutionHistory history)
    {
        var threads = waiting.Where(w => !IsIdle(w.Operation)).ToList();
        var edges = threads.SelectMany(w => WaitEdges.Of(w, history)).ToList();
        var cycle = threads.Select(w => CycleFrom(w.Thread, edges)).FirstOrDefault(c => c.Count > 0) ?? [];
        var explanation = new Explanation(history);
        int end = history.Log.Count;
        foreach (var waiter in threads.Where(w => w.Operation.Kind == OperationKind.SpinEnd))
        {
            if (edges.Exists(edge => edge.Waiter == waiter.Thread))
            {
                explanation.Note(end, WaitEdges.Wants(waiter, history));
            }
        }

        foreach (var edge in cycle)
        {
            explanation.At(edge.Since, edge.Grip).Note(end, edge.Text);
        }

        foreach (var waiter in threads.Where(w => !cycle.Exists(e => e.Waiter == w.Thread)))
        {
            var own = edges.Where(e => e.Waiter == waiter.Thread).ToList();
            foreach (var edge in own)
            {
                _ = waiter.Operation.Kind == OperationKind.SpinEnd
                    ? explanation.At(edge.Since, edge.Text)
                    : explanation.Note(end, edge.Text);
            }

            if (own.Count == 0)
            {
                explanation.Note(end, $"{WaitEdges.Wants(waiter, history)}: nobody is left to do that");
            }
        }

        bool spin = threads.Count > 0 && threads.TrueForAll(w => Spins(w.Operation));
        return explanation.Proves(
            spin ? ViolationKind.Livelock : ViolationKind.Deadlock, Message(cycle, threads, spin), end - 1);
    }

    private static bool Spins(in Operation pending) => pending.Kind == OperationKind.SpinEnd
        || (pending.Kind == OperationKind.Await && pending.WaitMode == WaitMode.Spin);

    private static bool IsIdle(in Operation pending) =>
        pending.Kind is OperationKind.Begin or OperationKind.JoinActors;

    private static string Message(List<WaitEdge> cycle, List<Waiting> threads, bool spin)
    {
        if (cycle.Count == 0)
        {
            string names = string.Join(", ", threads.Select(w => w.Thread.Label));
            string number = threads.Count == 1 ? "s" : "";
            return $"No thread can run: {names} {(spin ? "spin" : "wait")}{number}.";
        }

        var links = cycle.Select(edge => $"{edge.Waiter} waits for {edge.Blocker}");
        return $"{string.Join(", ", links)}.";
    }

    private static List<WaitEdge> CycleFrom(ThreadName start, List<WaitEdge> edges)
    {
        var way = new List<WaitEdge>();
        return Search(start, start, edges, way) ? way : [];
    }

    private static bool Search(
        ThreadName at, ThreadName target, List<WaitEdge> edges, List<WaitEdge> way)
    {
        foreach (var edge in edges)
        {
            bool turnsBack = way.Exists(e => e.Waiter == edge.Blocker && e != way[0]);
            if (edge.Waiter != at || way.Contains(edge) || turnsBack)
            {
                continue;
            }

            way.Add(edge);
            if (edge.Blocker == target || Search(edge.Blocker, target, edges, way))
            {
                return true;
            }

            way.RemoveAt(way.Count - 1);
        }

        return false;
    }
}
