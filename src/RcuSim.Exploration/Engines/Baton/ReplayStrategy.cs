namespace RcuSim.Exploration;

/// <summary>Follows a recorded schedule step by step.</summary>
/// <param name="steps">The positions of the threads to run on, in order.</param>
internal sealed class ReplayStrategy(IReadOnlyList<int> steps) : IStrategy
{
    private int next;

    /// <inheritdoc/>
    public void Restart(ulong seed, int threads) => next = 0;

    /// <inheritdoc/>
    public int Pick(ReadOnlySpan<int> runnable, int current, bool spins)
    {
        int wanted = next < steps.Count ? steps[next] : -1;
        next++;
        return runnable.Contains(wanted) ? wanted : -1;
    }
}
