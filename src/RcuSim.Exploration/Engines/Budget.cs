namespace RcuSim.Exploration;

/// <summary>How long to explore: whichever bound is reached first ends it.</summary>
/// <param name="schedules">The most executions.</param>
/// <param name="time">The longest time.</param>
internal sealed class Budget(long schedules, TimeSpan time)
{
    /// <summary>The most executions.</summary>
    public long Schedules { get; } = schedules;

    /// <summary>The longest time.</summary>
    public TimeSpan Time { get; } = time;

    /// <summary>What is spent on a search for a bug that is switched on: only time bounds it.</summary>
    internal static Budget Hunt { get; } = OfTime(TimeSpan.FromSeconds(60));

    /// <summary>So many executions, however long they take.</summary>
    public static Budget OfSchedules(long schedules) => new(schedules, TimeSpan.MaxValue);

    /// <summary>So long, however many executions that makes.</summary>
    public static Budget OfTime(TimeSpan time) => new(long.MaxValue, time);

    /// <summary>The n-th of several equal shares, from 0; the shares add up to the whole.</summary>
    internal Budget Share(int n, int of) => new(
        Schedules == long.MaxValue ? Schedules : (Schedules / of) + (n < Schedules % of ? 1 : 0),
        Time == TimeSpan.MaxValue ? Time : Time / of);

    /// <summary>The part that is used up, from 0 to 1.</summary>
    internal double Used(long schedules, TimeSpan time) =>
        Math.Min(1, Math.Max((double)schedules / Schedules, time / Time));
}
