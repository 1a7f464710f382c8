using RcuSim.Faults;
using RcuSim.Oracles;
using RcuSim.Scenarios;

namespace RcuSim.Exploration;

/// <summary>What is checked.</summary>
internal sealed class Subject
{
    /// <summary>The most mappings of a layout: one execution of so many takes about a second.</summary>
    internal const int MostMappings = 10_000;

    /// <summary>
    /// The most mappings of a layout times threads: one execution of so many takes over a gigabyte.
    /// </summary>
    internal const int MostMappingsTimesThreads = 100_000;

    /// <summary>Creates a subject: a scenario as it is by itself.</summary>
    internal Subject(Scenario scenario) => Scenario = scenario;

    /// <summary>The scenario, as its options make it.</summary>
    public Scenario Scenario { get; }

    /// <summary>What was chosen about it.</summary>
    public ScenarioOptions Options { get; internal init; } = new();

    /// <summary>True if there are fork variants to choose from.</summary>
    internal bool HasRegime { get; init; } = true;

    /// <summary>The rows of the bugs switched on.</summary>
    internal IReadOnlyList<Bug> Bugs { get; init; } = [];

    /// <summary>The identifiers of all that is broken on purpose.</summary>
    internal IReadOnlyList<string> BugIds => [.. Bugs.Select(bug => bug.Id), .. Options.Bugs];

    /// <summary>Which of the scenario's own bugs say when they act.</summary>
    internal IReadOnlyList<string> CountedBugs { get; init; } = [];

    /// <summary>The bugs switched on.</summary>
    public BugSet Switches => [.. Bugs.Select(bug => bug.Switch)];

    /// <summary>What fails by injection.</summary>
    public FailurePlan Failures { get; internal init; } = FailurePlan.None;

    /// <summary>
    /// The bound on one execution's events. It grows with the layout: each VMA takes about 150 events of fork
    /// and of every reader that lists it.
    /// </summary>
    internal int MostEvents => Math.Max(
        ExecutionOptions.DefaultMostEvents,
        (Options.Layout?.Entries.Count ?? 0) * 150 * (2 + Scenario.Actors.Count));

    /// <summary>What was left out of a layout that was read, one line each.</summary>
    public IReadOnlyList<string> Notes { get; internal init; } = [];

    /// <summary>What an engine needs to run it.</summary>
    /// <param name="oracles">Rules besides the library's and the scenario's, made afresh for each
    /// explorer.</param>
    internal ExecutionOptions ToOptions(Func<IReadOnlyList<IOracle>> oracles) => new()
    {
        Scenario = Scenario,
        Bugs = Switches,
        OwnBugs = CountedBugs,
        Failures = Failures,
        MostEvents = MostEvents,
        Oracles = oracles,
    };
}
