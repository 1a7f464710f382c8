using RcuSim.Faults;
using RcuSim.Oracles;
using RcuSim.Scenarios;

namespace RcuSim.Exploration;

/// <summary>What is checked.</summary>
public sealed class Subject
{
    /// <summary>The most mappings of a layout: one execution of so many takes about a second.</summary>
    public const int MostMappings = 10_000;

    /// <summary>The scenario, as its options make it.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>What was chosen about it.</summary>
    public ScenarioOptions Options { get; init; } = new();

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
    public int MostEvents => Math.Max(
        ExecutionOptions.DefaultMostEvents,
        (Options.Layout?.Entries.Count ?? 0) * 150 * (2 + Scenario.Actors.Count));

    /// <summary>What was left out of a layout that was read, one line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What an engine needs to run it.</summary>
    /// <param name="oracles">Rules besides the library's, made afresh for each explorer.</param>
    public ExecutionOptions ToOptions(Func<IReadOnlyList<IOracle>> oracles) => new()
    {
        Scenario = Scenario,
        Bugs = Switches,
        Failures = Failures,
        MostEvents = MostEvents,
        Oracles = oracles,
    };
}
