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

    /// <summary>Reads them.</summary>
    public CheckWords Read()
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
            Subject = ReadSubject(),
            Plans = plans.Read(hunting: bugs.Length > 0),
            IsThorough = plans.NamesBoth,
            Seed = seed,
            Oracles = host.Catalogue.Oracles,
        };
        return new(request, folder, [.. SubjectWords()]);
    }

    private Subject ReadSubject()
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
            Scenario = parsed.GetValue(options.Scenario),
            Regime = parsed.GetValue(options.Regime),
            Readers = parsed.GetValue(options.Readers),
            Layout = maps?.Layout,
            Notes = maps?.Notes ?? [],
            Failures = parsed.GetValue(options.Fail),
        }.Build(host.Catalogue);
        return creation.Subject ?? throw new CommandException(
            creation.IsUnsupported ? ExitCode.Unsupported : ExitCode.Usage, creation.Error);
    }

    private IEnumerable<string> SubjectWords()
    {
        string[] scenario = parsed.GetValue(options.Scenario) is { } name ? [name] : [];
        return scenario
            .Concat(bugs.SelectMany(bug => new[] { "--bug", bug }))
            .Concat(new[] { options.Assembly, options.Regime, options.Maps, options.Readers, options.Fail }
                .SelectMany(option =>
                    parsed.GetValue(option) is { } value ? new[] { option.Name, value } : []));
    }
}
