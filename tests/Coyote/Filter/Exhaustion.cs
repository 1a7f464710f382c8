using System.Collections.Immutable;
using RcuSim.Exploration;

namespace RcuSim.Tests.Coyote;

/// <summary>
/// Tries every schedule and every other choice, one execution after another: depth first, the choice made
/// last changes first.
/// </summary>
internal sealed class Exhaustion : IStrategy, IDecisionSource
{
    private readonly List<(int Choice, int Count)> path = [];
    private int depth;

    /// <summary>Starts the next execution.</summary>
    public void Restart(ulong seed, ImmutableArray<ThreadSlot> threads) => depth = 0;

    /// <inheritdoc/>
    public int Pick(ReadOnlySpan<int> runnable, int current, bool spins) => runnable[Next(runnable.Length)];

    /// <inheritdoc/>
    public int Next(int count)
    {
        if (depth == path.Count)
        {
            path.Add((0, count));
        }

        Assert.Equal(count, path[depth].Count);
        return path[depth++].Choice;
    }

    /// <summary>Goes on to the next execution; false if there is none.</summary>
    public bool Advance()
    {
        while (path.Count > 0 && path[^1].Choice == path[^1].Count - 1)
        {
            path.RemoveAt(path.Count - 1);
        }

        if (path.Count > 0)
        {
            path[^1] = (path[^1].Choice + 1, path[^1].Count);
        }

        return path.Count > 0;
    }

    /// <summary>Begins with the first execution again.</summary>
    public void Clear() => path.Clear();
}
