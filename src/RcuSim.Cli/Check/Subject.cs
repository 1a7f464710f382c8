using RcuSim.Exploration;
using RcuSim.Faults;
using RcuSim.Scenarios;

namespace RcuSim.Cli;

/// <summary>What is checked.</summary>
internal sealed record Subject
{
    /// <summary>The scenario, as its options make it.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>What was chosen about it.</summary>
    public required ScenarioOptions Options { get; init; }

    /// <summary>The bugs switched on.</summary>
    public IReadOnlyList<Bug> Bugs { get; init; } = [];

    /// <summary>Their switches.</summary>
    public BugSet Switches => [.. Bugs.Select(bug => bug.Switch)];

    /// <summary>What fails by injection.</summary>
    public FailurePlan Failures { get; init; } = FailurePlan.None;

    /// <summary>
    /// The bound on one execution's events. It grows with the layout: each VMA takes about 150 events of fork
    /// and of every reader that lists it.
    /// </summary>
    public ExecutionLimits Limits => new(Math.Max(
        ExecutionLimits.Default.Events,
        (Options.Layout?.Entries.Count ?? 0) * 150 * (2 + Scenario.Actors.Count)));

    /// <summary>What was left out of a layout that was read, one line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
