using System.Collections.Immutable;
using RcuSim.Machine;

namespace RcuSim.Exploration;

/// <summary>Follows a recorded schedule step by step.</summary>
/// <param name="steps">The threads to run on, in order.</param>
/// <param name="find">The position of a thread, or -1.</param>
internal sealed class ReplayStrategy(IReadOnlyList<ThreadName> steps, Func<ThreadName, int> find) : IStrategy
{
    private int next;

    /// <inheritdoc/>
    public void Restart(ulong seed, ImmutableArray<ThreadSlot> threads) => next = 0;

    /// <inheritdoc/>
    public int Pick(ReadOnlySpan<int> runnable, int current, bool spins)
    {
        int wanted = next < steps.Count ? find(steps[next]) : -1;
        next++;
        return runnable.Contains(wanted) ? wanted : -1;
    }
}
