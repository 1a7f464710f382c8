using RcuSim.Checking;
using RcuSim.Faults;
using RcuSim.Scenarios;

namespace RcuSim.Exploration;

/// <summary>What to explore, how, and for how long.</summary>
public sealed record CampaignOptions
{
    /// <summary>The scenario.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>What is broken on purpose.</summary>
    public BugSwitch Bugs { get; init; }

    /// <summary>What fails by injection.</summary>
    public FailurePlan Failures { get; init; } = FailurePlan.None;

    /// <summary>The engine.</summary>
    public EngineKind Engine { get; init; } = EngineKind.Coyote;

    /// <summary>The name of one of the engine's strategies.</summary>
    public string Strategy { get; init; } = "portfolio";

    /// <summary>The most schedules to run.</summary>
    public long Schedules { get; init; } = long.MaxValue;

    /// <summary>The longest time to run.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.MaxValue;

    /// <summary>Decides every schedule.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Bounds on each execution.</summary>
    public ExecutionLimits Limits { get; init; } = ExecutionLimits.Default;

    /// <summary>False to make every operation a scheduling point, for comparison.</summary>
    public bool Filter { get; init; } = true;

    /// <summary>The rules to check; made afresh for each campaign.</summary>
    public Func<IReadOnlyList<IOracle>> Oracles { get; init; } = () => [];
}
