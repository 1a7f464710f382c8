using RcuSim.History;

namespace RcuSim.Exploration;

/// <summary>Records what is free in an execution while it runs.</summary>
internal sealed class Turns
{
    private readonly List<byte> steps = [];
    private readonly List<int> choices = [];
    private IDecisionSource? source;

    /// <summary>How many turns were taken so far.</summary>
    public int Count => steps.Count;

    /// <summary>Starts afresh.</summary>
    /// <param name="decisions">Makes the choices.</param>
    public void Restart(IDecisionSource decisions)
    {
        source = decisions;
        steps.Clear();
        choices.Clear();
    }

    /// <summary>Records which thread runs on at a scheduling point.</summary>
    public void Take(byte thread) => steps.Add(thread);

    /// <summary>Chooses a number below a count, and records it.</summary>
    public int Choose(int count)
    {
        int value = count <= 1 ? 0 : source!.Next(count);
        choices.Add(value);
        return value;
    }

    /// <summary>Everything recorded so far.</summary>
    /// <param name="conflicts">The fields whose accesses are scheduling points.</param>
    public Schedule Record(ConflictSet conflicts) => new([.. steps], [.. choices], conflicts);
}
