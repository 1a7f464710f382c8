namespace RcuSim.Exploration;

/// <summary>How a test checks a scenario. Two runs with equal options do the same.</summary>
public sealed class CheckOptions
{
    /// <summary>The engines, in the order in which they run.</summary>
    public IReadOnlyList<Engine> Engines { get; init; } = [EngineCatalogue.Baton];

    /// <summary>How many schedules each engine runs.</summary>
    public long Schedules { get; init; } = 5000;

    /// <summary>Decides every schedule.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What fails by injection, as <c>THREAD/WHAT#N</c>, several joined by commas.</summary>
    public string Failures { get; init; } = "";

    /// <summary>Where replay files go; made if need be.</summary>
    public string Folder { get; init; } = "rcusim-out";

    /// <summary>What the engines are to do.</summary>
    /// <exception cref="ArgumentException">An option has no meaning.</exception>
    internal IReadOnlyList<EnginePlan> Plans()
    {
        ScenarioRules.AtLeast(1, Engines?.Count ?? 0, $"the number of {nameof(Engines)}");
        ScenarioRules.AtLeast(1, Schedules, nameof(Schedules));
        var budget = Budget.OfSchedules(Schedules);
        return [.. Engines!.Select(engine => new EnginePlan(engine, engine.Strategies[0].Name, budget))];
    }
}
