using RcuSim.History;

namespace RcuSim.Exploration;

/// <summary>The conflicts seen in one execution after another.</summary>
/// <param name="observer">Sees those of the present one.</param>
internal sealed class KnownConflicts(ConflictObserver observer)
{
    /// <summary>All that were seen. A set once given out does not change.</summary>
    public ConflictSet All { get; private set; } = new();

    /// <summary>A set, and with it what was seen in the present execution.</summary>
    public ConflictSet With(ConflictSet set)
    {
        var both = set.Clone();
        both.Add(observer.Seen);
        return both;
    }

    /// <summary>Adds those of the execution that has just ended; true if any is new.</summary>
    public bool Grow()
    {
        var grown = All.Clone();
        bool grew = grown.Add(observer.Seen);
        All = grew ? grown : All;
        return grew;
    }
}
