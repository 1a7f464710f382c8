using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Exploration;

/// <summary>Words what is known of a body that does not come back, or that never ends.</summary>
internal static class StuckText
{
    private const int Shown = 4;
    private const int Window = 1000;
    private const int LongestPeriod = 32;

    /// <summary>A body that asks for nothing more.</summary>
    /// <param name="slot">Its thread.</param>
    /// <param name="history">What has happened; null if setup has asked for nothing.</param>
    /// <param name="waits">True if it waits for something of the operating system.</param>
    /// <param name="silence">For how long it has asked for nothing.</param>
    public static string Of(ThreadSlot slot, ExecutionHistory? history, bool waits, TimeSpan silence)
    {
        var name = slot.Thread.Name;
        var last = history is null ? [] : Last(history, name, Shown);
        string after = last.Count == 0 ? "before its first event" : $"after {Texts(last, history!)}";
        string cause = waits
            ? "It waits for something of the operating system: a lock, a task, a sleep. Let it wait by "
                + "the machine (Lock, Await, Synchronize), or not at all."
            : "It runs without asking the machine for anything: a loop without an end, or a call that "
                + "blocks. Let a loop that waits ask the machine each time round.";
        return $"thread {name} does not come back: no operation for {silence.TotalSeconds:0.#} seconds, "
            + $"{after}. {cause}";
    }

    /// <summary>An execution that came to the bound on events.</summary>
    /// <param name="history">The execution.</param>
    /// <param name="mostEvents">The bound.</param>
    public static string Endless(ExecutionHistory history, int mostEvents)
    {
        var log = history.Log;
        int from = Math.Max(history.Start, log.Count - Window);
        var busiest = log.Events[from..].ToArray().GroupBy(item => item.Thread)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Number).First();
        var own = busiest.ToList();
        int period = Period(own);
        string what = period > 0
            ? $"the same {(period == 1 ? "operation" : $"{period} operations")} again and again, "
                + Texts(own[^Math.Min(period, Shown)..], history)
            : $"last {Texts(own[^Math.Min(own.Count, Shown)..], history)}";
        return $"{mostEvents:N0} events did not suffice; of the last {log.Count - from:N0}, thread "
            + $"{busiest.Key} made {own.Count:N0}: {what}. A loop that waits for another thread has to "
            + "wait by the machine (Await, or Spin at its head), so that the other gets its turn; if nothing "
            + "is wrong, the scenario is too long: let its threads do less";
    }

    private static List<Event> Last(ExecutionHistory history, ThreadName thread, int count)
    {
        var found = new List<Event>();
        for (int i = history.Log.Count - 1; i >= 0 && found.Count < count; i--)
        {
            if (history.Log[i].Thread == thread)
            {
                found.Insert(0, history.Log[i]);
            }
        }

        return found;
    }

    /// <summary>After how many events a thread asks for the same again; 0 if it does not.</summary>
    private static int Period(List<Event> own)
    {
        for (int period = 1; period <= LongestPeriod && period * 4 <= own.Count; period++)
        {
            var (last, before) = (own[^period..], own[^(period * 2)..^period]);
            if (last.Zip(before).All(pair => IsAlike(pair.First.Operation, pair.Second.Operation)))
            {
                return period;
            }
        }

        return 0;
    }

    private static bool IsAlike(in Operation one, in Operation other) =>
        (one.Kind, one.Address, one.Site) == (other.Kind, other.Address, other.Site);

    private static string Texts(IEnumerable<Event> items, ExecutionHistory history) =>
        string.Join("; ", items.Select(
            item => $"event {item.Index} {EventText.Of(item.Operation, item.Result, history)}"));
}
