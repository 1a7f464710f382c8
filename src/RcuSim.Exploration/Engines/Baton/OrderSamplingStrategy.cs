using System.Collections.Immutable;

namespace RcuSim.Exploration;

/// <summary>
/// Partial order sampling: what each thread is about to do has a random priority, the highest goes first, and
/// what is dependent on that draws anew. So a thread may stay where it is for long, with odds that fall with
/// the number of operations that others perform meanwhile, and not by half with each. A thread that turns in
/// a loop in which it waits for another falls behind all others.
/// </summary>
/// <remarks>
/// Yuan, Yang, Gu: Partial Order Aware Concurrency Sampling (CAV 2018).
/// </remarks>
internal sealed class OrderSamplingStrategy : IStrategy
{
    private readonly SplitMix random = new(0);
    private ImmutableArray<ThreadSlot> slots = [];
    private ulong[] priorities = [];

    /// <inheritdoc/>
    public void Restart(ulong seed, ImmutableArray<ThreadSlot> threads)
    {
        slots = threads;
        random.Restart(seed);
        Array.Resize(ref priorities, threads.Length);
        for (int i = 0; i < priorities.Length; i++)
        {
            priorities[i] = random.NextWord();
        }
    }

    /// <inheritdoc/>
    public int Pick(ReadOnlySpan<int> runnable, int current, bool spins)
    {
        if (spins)
        {
            priorities[current] = 0;
        }

        int best = runnable[0];
        foreach (int thread in runnable)
        {
            best = priorities[thread] > priorities[best] ? thread : best;
        }

        priorities[best] = random.NextWord();
        var next = slots[best].Pending;
        foreach (int thread in runnable)
        {
            if (thread != best && Dependence.Between(next, slots[thread].Pending))
            {
                priorities[thread] = random.NextWord();
            }
        }

        return best;
    }
}
