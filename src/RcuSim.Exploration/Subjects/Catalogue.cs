using RcuSim.Oracles;
using RcuSim.Replays;
using RcuSim.Scenarios;

namespace RcuSim.Exploration;

/// <summary>What can be checked.</summary>
/// <param name="scenarios">The scenarios; the first is the default.</param>
/// <param name="create">Makes one of them by name.</param>
internal sealed class Catalogue(
    IReadOnlyList<ScenarioInfo> scenarios,
    Func<string, ScenarioOptions, ScenarioCreation> create)
{
    /// <summary>The scenarios; the first is the default.</summary>
    public IReadOnlyList<ScenarioInfo> Scenarios { get; } = scenarios;

    /// <summary>Rules besides the library's and the scenario's, made afresh for each campaign.</summary>
    internal Func<IReadOnlyList<IOracle>> Oracles { get; init; } = () => [];

    /// <summary>What a failure plan can name; empty if that is not known.</summary>
    public IReadOnlyList<FailureKind> FailureKinds { get; init; } = FailureKind.All;

    /// <summary>The bugs that can be switched on.</summary>
    internal IReadOnlyList<Bug> Bugs { get; init; } = Gallery.All;

    /// <summary>What the scenarios can break of themselves.</summary>
    internal IReadOnlyList<OwnBug> OwnBugs { get; init; } = [];

    /// <summary>The fork variants that can be chosen.</summary>
    internal IReadOnlyList<Regime> Regimes { get; init; } = Regime.All;

    /// <summary>The engines, in the order in which they run by default.</summary>
    public IReadOnlyList<Engine> Engines { get; internal init; } = EngineCatalogue.All;

    /// <summary>The built-in scenarios and the rules of the library.</summary>
    public static Catalogue Standard { get; } =
        new(ScenarioCatalogue.All, ScenarioCatalogue.Create);

    /// <summary>One scenario, whatever its options.</summary>
    internal static Catalogue Of(Scenario scenario) =>
        new([new(scenario.Name, scenario.Summary)], (_, _) => ScenarioCreation.Of(scenario))
        {
            FailureKinds = [],
            Regimes = scenario.GetType().Assembly == typeof(Scenario).Assembly ? Regime.All : [],
        };

    /// <summary>
    /// Where the subject of a replay file may come from. A test hands over a scenario that is broken already,
    /// and nobody but its constructor knows how; so its file does not say, and each way is tried.
    /// </summary>
    internal IEnumerable<Catalogue> Candidates(ReplaySubject subject) => OwnBugs
        .Where(bug => subject.Bugs.Count == 0 && bug.Scenario == subject.Scenario)
        .Select(bug => Create(bug.Scenario, new() { Bugs = [bug.Id] }).Scenario)
        .OfType<Scenario>().Select(Of).Prepend(this);

    /// <summary>Makes one of the scenarios by name.</summary>
    internal ScenarioCreation Create(string name, ScenarioOptions options) => create(name, options);
}
