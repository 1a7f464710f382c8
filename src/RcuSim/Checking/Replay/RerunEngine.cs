using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>
/// Runs one body again, alone, from a recorded log: every question it asks must be the recorded one, and gets
/// the recorded answer. What an engine needs that runs bodies one after another and out of time order.
/// </summary>
public sealed class RerunEngine : IEngine
{
    private readonly List<Event> recorded = [];
    private int next;

    /// <summary>Selects the events of one thread from a log.</summary>
    /// <param name="log">The log of a whole execution.</param>
    /// <param name="thread">The name of the thread to run again.</param>
    public RerunEngine(EventLog log, ThreadName thread)
    {
        foreach (var item in log.Events)
        {
            if (item.Thread.Name == thread)
            {
                recorded.Add(item);
            }
        }
    }

    /// <summary>Where the body first asked for something else than before, or null.</summary>
    public string? Difference { get; private set; }

    /// <summary>True once every recorded event was asked for again.</summary>
    public bool IsComplete => next == recorded.Count;

    /// <inheritdoc/>
    public ulong Perform(SimulatedThread thread, in Operation operation)
    {
        if (IsComplete)
        {
            Difference ??= $"{thread.Name}:{next} asks for {operation}; the recording ends before it";
            throw new ThreadAbandonedException();
        }

        var item = recorded[next];
        if (item.Index != thread.NextIndex || item.Operation != operation)
        {
            Difference ??= $"{thread.Name}:{next} asks for {operation}; recorded is {item.Operation}";
            throw new ThreadAbandonedException();
        }

        next++;
        return item.Result;
    }
}
