using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Exploration;

/// <summary>Records what is free in an execution while it runs.</summary>
internal sealed class Turns
{
    private readonly List<ThreadName> steps = [];
    private readonly List<int> choices = [];
    private IDecisionSource? source;
    private IReadOnlyList<ThreadName>? followed;

    /// <summary>How many turns were taken so far.</summary>
    public int Count => steps.Count;

    /// <summary>Starts afresh.</summary>
    /// <param name="decisions">Makes the choices.</param>
    /// <param name="again">The schedule that is followed, or null.</param>
    public void Restart(IDecisionSource decisions, Schedule? again)
    {
        source = decisions;
        followed = again?.Steps;
        steps.Clear();
        choices.Clear();
    }

    /// <summary>Records which thread runs on at a scheduling point.</summary>
    public void Take(ThreadName thread) => steps.Add(thread);

    /// <summary>Chooses a number below a count, and records it.</summary>
    public int Choose(int count)
    {
        if (count <= 1)
        {
            return 0;
        }

        int value = source!.Next(count);
        choices.Add(value);
        return value;
    }

    /// <summary>
    /// Chooses which of several callbacks begins. It is recorded as the turn that it takes, not as a choice.
    /// </summary>
    public RcuCallback ChooseCallback(IReadOnlyList<RcuCallback> ready)
    {
        if (followed is not null)
        {
            return ready.First(callback => callback.Thread == followed[Count]);
        }

        return ready[ready.Count == 1 ? 0 : source!.Next(ready.Count)];
    }

    /// <summary>Everything recorded so far.</summary>
    /// <param name="conflicts">The fields whose accesses are scheduling points.</param>
    /// <param name="seeksHarm">True if latent violations were passed over.</param>
    public Schedule Record(ConflictSet conflicts, bool seeksHarm) =>
        new([.. steps], [.. choices], conflicts) { SeeksHarm = seeksHarm };
}
