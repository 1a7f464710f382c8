using RcuSim.Faults;

namespace RcuSim.Cli;

/// <summary>What <c>check</c> was asked to do, with every name resolved and every number in bounds.</summary>
internal sealed record CheckRequest
{
    /// <summary>The scenario.</summary>
    public required ScenarioKind Scenario { get; init; }

    /// <summary>What is chosen about it.</summary>
    public required ScenarioSettings Settings { get; init; }

    /// <summary>The bugs switched on, in the order of the catalogue.</summary>
    public IReadOnlyList<Bug> Bugs { get; init; } = [];

    /// <summary>What fails by injection.</summary>
    public FailurePlan Failures { get; init; } = FailurePlan.None;

    /// <summary>The engines, each with its strategy, in the order in which they run.</summary>
    public required IReadOnlyList<(EngineInfo Engine, string Strategy)> Engines { get; init; }

    /// <summary>The budget of each engine.</summary>
    public required IReadOnlyList<Budget> Budgets { get; init; }

    /// <summary>Decides every schedule.</summary>
    public ulong Seed { get; init; }

    /// <summary>Where a replay file goes.</summary>
    public required string Folder { get; init; }

    /// <summary>The bug switches as one word.</summary>
    public BugSwitch Switches => Bugs.Aggregate(BugSwitch.None, (all, bug) => all | bug.Switch);
}
