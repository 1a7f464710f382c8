namespace RcuSim.Exploration;

/// <summary>How long to explore: whichever bound is reached first ends it.</summary>
/// <param name="Schedules">The most executions.</param>
/// <param name="Time">The longest time.</param>
public sealed record Budget(long Schedules, TimeSpan Time)
{
    /// <summary>No bound.</summary>
    public static Budget Unbounded { get; } = new(long.MaxValue, TimeSpan.MaxValue);

    /// <summary>What is spent on a search for a bug that is switched on: only time bounds it.</summary>
    public static Budget Hunt { get; } = Unbounded with { Time = TimeSpan.FromSeconds(60) };

    /// <summary>The n-th of several equal shares, from 0; the shares add up to the whole.</summary>
    public Budget Share(int n, int of) => new(
        Schedules == long.MaxValue ? Schedules : (Schedules / of) + (n < Schedules % of ? 1 : 0),
        Time == TimeSpan.MaxValue ? Time : Time / of);

    /// <summary>The part that is used up, from 0 to 1.</summary>
    public double Used(long schedules, TimeSpan time) =>
        Math.Min(1, Math.Max((double)schedules / Schedules, time / Time));
}
