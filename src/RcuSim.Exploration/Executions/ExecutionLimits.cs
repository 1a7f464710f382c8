namespace RcuSim.Exploration;

/// <summary>Bounds on one execution; reaching one makes its result inconclusive.</summary>
/// <param name="Events">The largest number of events.</param>
public readonly record struct ExecutionLimits(int Events)
{
    /// <summary>Generous for the built-in scenarios.</summary>
    public static readonly ExecutionLimits Default = new(200_000);
}
