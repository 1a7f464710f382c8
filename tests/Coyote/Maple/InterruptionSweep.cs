using System.Collections.Immutable;
using RcuSim.Exploration;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>
/// Every execution in which one thread is interrupted once: it runs to one of its scheduling points, then the
/// others run to their ends, then it goes on. One execution for each point of each thread.
/// </summary>
/// <param name="threads">How many threads can be interrupted.</param>
internal sealed class InterruptionSweep(int threads) : IStrategy
{
    private int victim;
    private int stop = -1;
    private int picked;

    /// <summary>True once every point of every thread had its turn.</summary>
    public bool IsDone => victim == threads;

    public void Restart(ulong seed, ImmutableArray<ThreadSlot> threads)
    {
        stop++;
        picked = 0;
    }

    /// <summary>Takes in that an execution is over.</summary>
    public void Advance()
    {
        if (picked >= stop)
            return;
        victim++;
        stop = -1;
    }

    /// <summary>Begins anew.</summary>
    public void Reset()
    {
        victim = 0;
        stop = -1;
    }

    public int Pick(ReadOnlySpan<int> runnable, int current, bool spins)
    {
        if (runnable.Contains(victim) && (picked < stop || runnable.Length == 1))
        {
            picked++;
            return victim;
        }

        // The writer is thread 0, so it goes before the readers; the callbacks come after all actors.
        return runnable[0] == victim ? runnable[1] : runnable[0];
    }
}
