using System.Diagnostics.CodeAnalysis;
using RcuSim.Faults;
using RcuSim.Machine;
using RcuSim.Oracles;
using RcuSim.Scenarios;
using RcuSim.Simulation;

namespace RcuSim.Exploration;

/// <summary>What an engine runs again and again.</summary>
public class ExecutionOptions
{
    /// <summary>The bound on events by default: generous for the built-in scenarios.</summary>
    internal const int DefaultMostEvents = 200_000;

    /// <summary>Creates options.</summary>
    public ExecutionOptions()
    {
    }

    /// <summary>Creates options that say what others say.</summary>
    [SetsRequiredMembers]
    internal ExecutionOptions(ExecutionOptions options)
    {
        Scenario = options.Scenario;
        Bugs = options.Bugs;
        OwnBugs = options.OwnBugs;
        Failures = options.Failures;
        MostEvents = options.MostEvents;
        Filter = options.Filter;
        Weakening = options.Weakening;
        Oracles = options.Oracles;
        LibraryOracles = options.LibraryOracles;
        MostSilence = options.MostSilence;
        Pulse = options.Pulse;
        SeeksHarm = options.SeeksHarm;
    }

    /// <summary>The scenario.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>What is broken on purpose.</summary>
    public BugSet Bugs { get; init; }

    /// <summary>
    /// What the scenario breaks of itself and says when it acts, by name: the name of a site of kind
    /// <see cref="SiteKind.Bug"/>.
    /// </summary>
    internal IReadOnlyList<string> OwnBugs { get; init; } = [];

    /// <summary>All that is broken on purpose and says when it acts.</summary>
    internal IEnumerable<string> BugNames => [.. Bugs.Select(bug => bug.Id()), .. OwnBugs];

    /// <summary>What fails by injection.</summary>
    public FailurePlan Failures { get; init; } = FailurePlan.None;

    /// <summary>The bound on the events of each execution; one that reaches it proves nothing.</summary>
    public int MostEvents { get; init; } = DefaultMostEvents;

    /// <summary>
    /// How long a body may run without an operation before it counts as one that does not come back; 5
    /// seconds, <see cref="Timeout.InfiniteTimeSpan"/> for ever. Nobody is watched while a debugger is
    /// attached.
    /// </summary>
    public TimeSpan MostSilence { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where the executions are is told here; null if nobody asks.</summary>
    internal Pulse? Pulse { get; init; }

    /// <summary>
    /// True to pass over latent violations once one was found: the harm that comes of it is looked for.
    /// </summary>
    internal bool SeeksHarm { get; init; }

    /// <summary>False to make every operation a scheduling point, for comparison.</summary>
    internal bool Filter { get; init; } = true;

    /// <summary>A memory order that is taken away on purpose once setup has ended, or null.</summary>
    internal Weakening? Weakening { get; init; }

    /// <summary>
    /// Rules besides those of the library and of the scenario, which are watched in any case and come first;
    /// made afresh for each explorer.
    /// </summary>
    public Func<IReadOnlyList<IOracle>> Oracles { get; init; } = () => [];

    /// <summary>The library's rules, but for the basic ones. Tests of single rules watch fewer.</summary>
    internal Func<IReadOnlyList<IOracle>> LibraryOracles { get; init; } = OracleSet.Default;

    /// <summary>All the rules, made afresh.</summary>
    internal IReadOnlyList<IOracle> Rules() =>
        [.. LibraryOracles(), .. Scenario.Oracles(), .. Oracles()];
}
