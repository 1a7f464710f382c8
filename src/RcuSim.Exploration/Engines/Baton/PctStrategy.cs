using System.Collections.Immutable;

namespace RcuSim.Exploration;

/// <summary>
/// Probabilistic concurrency testing: threads have random priorities, the highest that can run does, and at
/// a few random points the running thread falls below all others. So does a thread that turns in a loop in
/// which it waits for another: it would else keep that one from running for ever.
/// </summary>
/// <remarks>
/// Burckhardt, Kothari, Musuvathi, Nagarakatte: A Randomized Scheduler with Probabilistic Guarantees of
/// Finding Bugs (ASPLOS 2010). The length of an execution is estimated by the mean of those before and some
/// more: by the longest, most change points would lie behind the end of most executions. At times it is the
/// longest all the same, so that no point is beyond reach.
/// </remarks>
/// <param name="depth">The bug depth aimed at: the number of change points is one less.</param>
internal sealed class PctStrategy(int depth) : IStrategy
{
    private const int Shortest = 32;
    private const int Rarely = 4;
    private const double Memory = 16;
    private const double Margin = 1.25;

    private readonly SplitMix random = new(0);
    private readonly int[] changes = new int[depth - 1];
    private int[] priorities = [];
    private int longest = Shortest;
    private double mean = Shortest;
    private int point;
    private int lowest;

    /// <inheritdoc/>
    public void Restart(ulong seed, ImmutableArray<ThreadSlot> threads)
    {
        longest = Math.Max(longest, point);
        mean += point > 0 ? (point - mean) / Memory : 0;
        random.Restart(seed);
        Array.Resize(ref priorities, threads.Length);
        for (int i = 0; i < priorities.Length; i++)
        {
            int j = random.Next(i + 1);
            priorities[i] = priorities[j];
            priorities[j] = i + 1;
        }

        int length = random.Next(Rarely) == 0 ? longest : (int)(mean * Margin) + 1;
        for (int i = 0; i < changes.Length; i++)
        {
            changes[i] = random.Next(length);
        }

        point = 0;
        lowest = 0;
    }

    /// <inheritdoc/>
    public int Pick(ReadOnlySpan<int> runnable, int current, bool spins)
    {
        if (spins)
        {
            priorities[current] = --lowest;
        }

        int top = Highest(runnable);
        foreach (int change in changes)
        {
            if (change == point)
            {
                priorities[top] = --lowest;
                top = Highest(runnable);
            }
        }

        point++;
        return top;
    }

    private int Highest(ReadOnlySpan<int> runnable)
    {
        int best = runnable[0];
        foreach (int thread in runnable)
        {
            best = priorities[thread] > priorities[best] ? thread : best;
        }

        return best;
    }
}
