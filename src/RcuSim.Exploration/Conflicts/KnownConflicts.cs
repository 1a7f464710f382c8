using RcuSim.History;

namespace RcuSim.Exploration;

/// <summary>The conflicts seen in one execution after another.</summary>
/// <param name="observer">Sees those of the present one.</param>
internal sealed class KnownConflicts(ConflictObserver observer)
{
    /// <summary>All that were seen. A set once given out does not change.</summary>
    public ConflictSet All { get; private set; } = new();

    /// <summary>Adds those of the execution that has just ended; true if any is new.</summary>
    public bool Grow()
    {
        var grown = All.Clone();
        bool grew = grown.Add(observer.Seen);
        All = grew ? grown : All;
        return grew;
    }
}
