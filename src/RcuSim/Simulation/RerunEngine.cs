using RcuSim.Machine;

namespace RcuSim.Simulation;

/// <summary>
/// Runs one thread's body again from a recording: it returns the recorded answers and compares what is
/// asked. So bodies can be run out of time order, on one OS thread, any number of times.
/// </summary>
internal sealed class RerunEngine : IEngine
{
    private readonly List<Event> recorded = [];
    private int next;

    /// <summary>Creates an engine that replays one thread's events of a log.</summary>
    public RerunEngine(EventLog log, ThreadName thread)
    {
        foreach (var item in log.Events)
        {
            if (item.Thread == thread)
            {
                recorded.Add(item);
            }
        }
    }

    /// <summary>True once nobody waits for the end any more: the body is to end at its next operation.
    /// </summary>
    public Func<bool> IsAbandoned { get; init; } = () => false;

    /// <summary>The first difference, or null.</summary>
    public string? Difference { get; private set; }

    /// <summary>The first recorded event that was not asked for; null if all were.</summary>
    public Event? Expected => IsComplete ? null : recorded[next];

    /// <summary>What was asked for in the place of <see cref="Expected"/>; null if nothing was.</summary>
    public Operation? Asked { get; private set; }

    /// <summary>True once every recorded event was asked for.</summary>
    public bool IsComplete => next == recorded.Count;

    /// <inheritdoc/>
    public ulong Perform(SimulatedThread thread, in Operation operation)
    {
        if (IsAbandoned())
        {
            throw new ThreadAbandonedException();
        }

        if (!IsComplete
            && recorded[next].Operation.Kind is OperationKind.LockWait or OperationKind.Reuse)
        {
            next++;
            thread.CountOnBehalf();
        }

        if (IsComplete)
        {
            Difference ??= $"{thread.Name}:{next} asks for {operation}; the recording ends before it";
            throw new ThreadAbandonedException();
        }

        var item = recorded[next];
        if (item.Index != thread.NextIndex || !item.Operation.IsSameAs(operation))
        {
            Asked ??= operation;
            Difference ??= $"{thread.Name}:{next} asks for {operation}; recorded is {item.Operation}";
            throw new ThreadAbandonedException();
        }

        next++;
        return item.Result;
    }
}
