namespace RcuSim.Replays;

/// <summary>How a violation was found. For people: replay does not need it.</summary>
internal sealed class ReplayOrigin(string engine, string strategy, ulong seed, long schedules)
{
    /// <summary>The engine.</summary>
    public string Engine { get; } = engine;

    /// <summary>Its strategy.</summary>
    public string Strategy { get; } = strategy;

    /// <summary>The campaign's seed.</summary>
    public ulong Seed { get; } = seed;

    /// <summary>
    /// How many schedules the campaign had run when it was found, this one included.
    /// </summary>
    public long Schedules { get; } = schedules;
}
