using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>How long a campaign may run: whichever bound is reached first ends it.</summary>
/// <param name="Schedules">The most schedules.</param>
/// <param name="Time">The longest time.</param>
internal sealed record Budget(long Schedules, TimeSpan Time)
{
    /// <summary>The most schedules that may be asked for.</summary>
    public const long MostSchedules = 1_000_000_000;

    /// <summary>The longest time that may be asked for, in seconds: one week.</summary>
    public const int MostSeconds = 7 * 24 * 3600;

    /// <summary>What an engine does unless told otherwise.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="hunting">True if a bug is switched on: then only time bounds the search.</param>
    public static Budget Default(EngineKind engine, bool hunting) => hunting
        ? new(long.MaxValue, TimeSpan.FromSeconds(60))
        : new(engine == EngineKind.Baton ? 20_000 : 1_000, TimeSpan.FromSeconds(15));

    /// <summary>The n-th of several equal shares; the shares add up to the whole.</summary>
    public Budget Share(int n, int of) => new(
        Schedules == long.MaxValue ? Schedules : (Schedules / of) + (n < Schedules % of ? 1 : 0),
        Time == TimeSpan.MaxValue ? Time : Time / of);

    /// <summary>The part that is used up, from 0 to 1.</summary>
    public double Used(long schedules, TimeSpan time) =>
        Math.Min(1, Math.Max((double)schedules / Schedules, time / Time));
}
