using System.Collections.Immutable;

namespace RcuSim.Exploration;

/// <summary>Each thread that can run is as likely as any other, at every scheduling point.</summary>
internal sealed class RandomStrategy : IStrategy
{
    private readonly SplitMix random = new(0);

    /// <inheritdoc/>
    public void Restart(ulong seed, ImmutableArray<ThreadSlot> threads) => random.Restart(seed);

    /// <inheritdoc/>
    public int Pick(ReadOnlySpan<int> runnable, int current, bool spins) =>
        runnable.Length == 1 ? runnable[0] : runnable[random.Next(runnable.Length)];
}
