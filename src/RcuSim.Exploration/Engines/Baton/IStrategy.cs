using System.Collections.Immutable;

namespace RcuSim.Exploration;

/// <summary>Chooses which simulated thread runs on. Deterministic given its seed.</summary>
internal interface IStrategy
{
    /// <summary>Starts an execution.</summary>
    /// <param name="seed">The execution's seed.</param>
    /// <param name="threads">The threads, and what each is about to do.</param>
    void Restart(ulong seed, ImmutableArray<ThreadSlot> threads);

    /// <summary>Chooses one of the threads that can run.</summary>
    /// <param name="runnable">Their positions among the execution's threads, rising; never empty.</param>
    /// <param name="current">The position of the thread that is giving up control, or -1.</param>
    /// <param name="spins">True if that thread turns in a loop that waits for another.</param>
    /// <returns>The chosen thread's position; -1 if the strategy has no answer (a replay that
    /// diverged).</returns>
    int Pick(ReadOnlySpan<int> runnable, int current, bool spins);
}
