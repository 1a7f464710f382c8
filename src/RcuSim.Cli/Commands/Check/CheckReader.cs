using System.CommandLine;
using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>Reads the words of <c>check</c>, or says what is wrong with them.</summary>
/// <param name="parsed">The words.</param>
/// <param name="options">Which is which.</param>
/// <param name="host">What is known.</param>
internal sealed class CheckReader(ParseResult parsed, CheckOptions options, Host host)
{
    private const string DefaultFolder = "rcusim-out";

    private readonly string[] bugs =
        [.. (parsed.GetValue(options.Bugs) ?? []).SelectMany(word => word.Split(','))];

    /// <summary>
    /// Reads them: for one scenario, or for each of a user's assembly if neither a scenario nor a bug is
    /// named.
    /// </summary>
    public IEnumerable<CheckWords> ReadAll() =>
        host.Assembly is not null && bugs.Length == 0 && parsed.GetValue(options.Scenario) is null
            ? host.Catalogue.Scenarios.Select(scenario => Read(scenario.Name))
            : [Read(parsed.GetValue(options.Scenario))];

    private CheckWords Read(string? scenario)
    {
        ulong seed = parsed.GetValue(options.Seed) is { } text ? Number.Seed("--seed", text) : 1;
        string folder = parsed.GetValue(options.Out) ?? DefaultFolder;
        if (folder.Length == 0)
        {
            throw CommandException.Usage("--out '': expected the name of a folder");
        }

        var plans = new PlanReader(parsed, options, host.Catalogue.Engines);
        var request = new CheckRequest
        {
            Subject = ReadSubject(scenario),
            Plans = plans.Read(hunting: bugs.Length > 0),
            IsThorough = plans.NamesBoth,
            Seed = seed,
            Oracles = host.Catalogue.Oracles,
        };
        return new(request, folder, [.. SubjectWords(scenario)]);
    }

    private Subject ReadSubject(string? scenario)
    {
        var ofFork = new[] { options.Regime, options.Maps, options.Readers };
        if (host.Assembly is not null
            && Array.Find(ofFork, option => parsed.GetValue(option) is not null) is { } idle)
        {
            throw CommandException.Usage(
                $"{idle.Name} is for the built-in scenarios, and means nothing with {options.Assembly.Name}");
        }

        var maps = parsed.GetValue(options.Maps) is { } path ? MapsFile.Read(path, host.OpenInput) : null;
        var creation = new SubjectRequest
        {
            Bugs = bugs,
            Scenario = scenario,
            Regime = parsed.GetValue(options.Regime),
            Readers = parsed.GetValue(options.Readers),
            Layout = maps?.Layout,
            Notes = maps?.Notes ?? [],
            Failures = parsed.GetValue(options.Fail),
        }.Build(host.Catalogue);
        return creation.Subject ?? throw new CommandException(
            creation.IsUnsupported ? ExitCode.Unsupported : ExitCode.Usage, creation.Error);
    }

    private IEnumerable<string> SubjectWords(string? scenario)
    {
        string[] name = scenario is null ? [] : [scenario];
        return name
            .Concat(bugs.SelectMany(bug => new[] { "--bug", bug }))
            .Concat(new[] { options.Assembly, options.Regime, options.Maps, options.Readers, options.Fail }
                .SelectMany(option =>
                    parsed.GetValue(option) is { } value ? new[] { option.Name, value } : []));
    }
}
