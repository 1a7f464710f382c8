using RcuSim.Exploration;
using RcuSim.Scenarios;

namespace RcuSim.Cli;

/// <summary>Everything that can be named on the command line.</summary>
internal sealed record ListReport
{
    /// <summary>The version of the JSON document's form.</summary>
    public int Schema => 1;

    public string Command => "list";

    public required IReadOnlyList<NamedItem> Scenarios { get; init; }

    public required IReadOnlyList<Regime> Regimes { get; init; }

    public required IReadOnlyList<BugItem> Bugs { get; init; }

    public required IReadOnlyList<EngineItem> Engines { get; init; }

    public required IReadOnlyList<FailureKind> Failures { get; init; }

    public static ListReport Of(Catalogue catalogue) => new()
    {
        Scenarios = [.. catalogue.Scenarios.Select(s => new NamedItem(s.Name, s.Summary))],
        Regimes = catalogue.Regimes,
        Bugs =
        [
            .. catalogue.Bugs.Select(b => new BugItem(b.Id, b.Slug, b.Title, b.History, b.Scenario)),
            .. catalogue.OwnBugs.Select(b => new BugItem(b.Id, null, null, null, b.Scenario)),
        ],
        Failures = catalogue.FailureKinds,
        Engines = [.. catalogue.Engines.Select(e => new EngineItem(e.Name, e.Summary, e.Strategies))],
    };

    internal sealed record NamedItem(string Name, string Summary);

    /// <summary>A bug; of one of a user's own scenarios no more than its name is known.</summary>
    internal sealed record BugItem(
        string Id, string? Slug, string? Title, string? History, string Scenario);

    internal sealed record EngineItem(string Name, string Summary, IReadOnlyList<EngineStrategy> Strategies);
}
