using RcuSim.Checking;
using RcuSim.Faults;
using RcuSim.Scenarios;

namespace RcuSim.Exploration;

/// <summary>What an engine runs again and again.</summary>
public record ExecutionOptions
{
    /// <summary>The scenario.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>What is broken on purpose.</summary>
    public BugSet Bugs { get; init; }

    /// <summary>What fails by injection.</summary>
    public FailurePlan Failures { get; init; } = FailurePlan.None;

    /// <summary>Bounds on each execution.</summary>
    public ExecutionLimits Limits { get; init; } = ExecutionLimits.Default;

    /// <summary>False to make every operation a scheduling point, for comparison.</summary>
    public bool Filter { get; init; } = true;

    /// <summary>The rules to check; made afresh for each explorer.</summary>
    public Func<IReadOnlyList<IOracle>> Oracles { get; init; } = () => [];
}
