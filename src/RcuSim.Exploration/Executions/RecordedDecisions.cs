namespace RcuSim.Exploration;

/// <summary>Gives recorded choices back, in order; 0 once they are used up.</summary>
/// <param name="choices">The choices.</param>
internal sealed class RecordedDecisions(IReadOnlyList<int> choices) : IDecisionSource
{
    private int next;

    /// <inheritdoc/>
    public int Next(int count) => next < choices.Count ? Math.Min(choices[next++], count - 1) : 0;
}
