using System.CommandLine;
using RcuSim.Exploration;
using RcuSim.Faults;

namespace RcuSim.Cli;

/// <summary>Turns the words given to <c>check</c> into a request, or says what is wrong with them.</summary>
/// <param name="parsed">The words.</param>
/// <param name="options">Which is which.</param>
/// <param name="laboratory">What is known.</param>
internal sealed class CheckReader(ParseResult parsed, CheckOptions options, Laboratory laboratory)
{
    private const int MostReaders = 32;
    private const string DefaultFolder = "rcusim-out";

    /// <summary>The request.</summary>
    public CheckRequest Read()
    {
        var bugs = ReadBugs();
        var engines = ReadEngines();
        return new()
        {
            Scenario = ReadScenario(bugs),
            Settings = new(ReadRegime(), ReadReaders()),
            Bugs = bugs,
            Failures = ReadFailures(),
            Engines = engines,
            Budgets = ReadBudgets(engines, bugs.Count > 0),
            Seed = parsed.GetValue(options.Seed) is { } seed ? Number.Seed("--seed", seed) : 1,
            Folder = ReadFolder(),
        };
    }

    private List<Bug> ReadBugs()
    {
        var named = (parsed.GetValue(options.Bugs) ?? [])
            .Select(id => Choice.Of("bug", id, BugCatalogue.All, bug => bug.Id)).Distinct();
        return [.. named];
    }

    private ScenarioKind ReadScenario(List<Bug> bugs)
    {
        string name = parsed.GetValue(options.Scenario)
            ?? (bugs.Count > 0 ? bugs[0].Scenario : laboratory.Scenarios[0].Name);
        return Choice.Of("scenario", name, laboratory.Scenarios, s => s.Name);
    }

    private string ReadRegime()
    {
        var regime = Choice.Of("regime", parsed.GetValue(options.Regime) ?? "v3", Regime.All, r => r.Name);
        return regime.Supported ? regime.Name : throw CommandException.Unsupported(
            $"regime '{regime.Name}' is not modelled yet: {regime.Summary}; "
            + $"supported: {string.Join(", ", Regime.All.Where(r => r.Supported).Select(r => r.Name))}");
    }

    private int? ReadReaders() => parsed.GetValue(options.Readers) is { } text
        ? (int)Number.Whole("--readers", text, 1, MostReaders)
        : null;

    private FailurePlan ReadFailures()
    {
        if (parsed.GetValue(options.Fail) is not { } text)
        {
            return FailurePlan.None;
        }

        return FailurePlan.Parse(text, out string error) ?? throw CommandException.Usage($"--fail: {error}");
    }

    private List<(EngineInfo Engine, string Strategy)> ReadEngines()
    {
        var engines = parsed.GetValue(options.Engine) is { } name
            ? [Choice.Of("engine", name, EngineInfo.All, e => e.Name)]
            : EngineInfo.All;
        if (parsed.GetValue(options.Strategy) is not { } wanted)
        {
            return [.. engines.Select(e => (e, e.Strategies[0].Name))];
        }

        var known = engines.SelectMany(e => e.Strategies).DistinctBy(s => s.Name);
        string where = engines.Count == 1 ? $"strategy of {engines[0].Name}" : "strategy";
        string strategy = Choice.Of(where, wanted, known, s => s.Name).Name;
        return [.. engines.Where(e => e.Strategies.Any(s => s.Name == strategy)).Select(e => (e, strategy))];
    }

    private List<Budget> ReadBudgets(List<(EngineInfo Engine, string Strategy)> engines, bool hunting)
    {
        string? schedules = parsed.GetValue(options.Schedules), time = parsed.GetValue(options.Time);
        if (schedules is null && time is null)
        {
            return [.. engines.Select(e => Default(e.Engine.Kind, hunting))];
        }

        if (schedules is not null && time is not null)
        {
            throw CommandException.Usage("--schedules and --time exclude each other: give one of them");
        }

        var whole = schedules is not null
            ? new Budget(Number.Whole("--schedules", schedules, 1, Budget.MostSchedules), TimeSpan.MaxValue)
            : new Budget(long.MaxValue, Number.Seconds("--time", time!, Budget.MostSeconds));
        return [.. engines.Select((_, n) => whole.Share(n, engines.Count))];
    }

    private static Budget Default(EngineKind engine, bool hunting) => hunting
        ? new(long.MaxValue, TimeSpan.FromSeconds(60))
        : new(engine == EngineKind.Baton ? 20_000 : 1_000, TimeSpan.FromSeconds(20));

    private string ReadFolder()
    {
        string folder = parsed.GetValue(options.Out) ?? DefaultFolder;
        return folder.Length > 0
            ? folder
            : throw CommandException.Usage("--out '': expected the name of a folder");
    }
}
