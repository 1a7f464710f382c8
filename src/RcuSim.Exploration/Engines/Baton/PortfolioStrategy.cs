using System.Collections.Immutable;

namespace RcuSim.Exploration;

/// <summary>Several strategies by turns, one an execution.</summary>
/// <param name="members">The strategies.</param>
internal sealed class PortfolioStrategy(params IStrategy[] members) : IStrategy
{
    private int turn = -1;

    /// <inheritdoc/>
    public void Restart(ulong seed, ImmutableArray<ThreadSlot> threads)
    {
        turn = (turn + 1) % members.Length;
        members[turn].Restart(seed, threads);
    }

    /// <inheritdoc/>
    public int Pick(ReadOnlySpan<int> runnable, int current, bool spins) =>
        members[turn].Pick(runnable, current, spins);
}
