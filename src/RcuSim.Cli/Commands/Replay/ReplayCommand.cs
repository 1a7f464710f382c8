using System.CommandLine;
using RcuSim.Exploration;
using RcuSim.Replays;

namespace RcuSim.Cli;

/// <summary><c>rcusim replay</c>: shows a saved violation again.</summary>
internal static class ReplayCommand
{
    public static Command Create(Host host)
    {
        var command = new Command("replay", "Show a saved violation again; exit 1 if it is the same.");
        var engines = host.Catalogue.Engines;
        var file = new Argument<string>("FILE")
        {
            Description = "a replay file that check wrote; - for the standard input",
        };
        var engine = new Option<string?>("--engine")
        {
            Description = $"who follows the schedule; default {engines[0].Name}",
            HelpName = string.Join('|', engines.Select(e => e.Name)),
        };
        var json = new Option<bool>("--json") { Description = "print one JSON document" };
        var assembly = UserAssembly.CreateOption();
        command.Add(file);
        command.Add(assembly);
        command.Add(engine);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var chosen = parsed.GetValue(engine) is { } name
                ? Words.Choose("engine", name, engines, e => e.Name)
                : engines[0];
            var known = host.Knowing(parsed.GetValue(assembly));
            var report = Replay(parsed.GetRequiredValue(file), chosen, known);
            host.Show(report, parsed.GetValue(json), ReplayText.Write);
            return report.ExitCode;
        });
        return command;
    }

    private static ReplayReport Replay(string path, Engine engine, Host host)
    {
        const string what = "replay file";
        string named = $"{what} '{path}'";
        using var stream = InputFile.Open(what, path, host.OpenInput);
        var file = ReplayFile.Read(stream, named, out string error) ?? throw new CommandException(
            error.EndsWith(ReplayFile.NewerHint) ? ExitCode.Unsupported : ExitCode.Usage, error);
        string scenario = file.Subject.Scenario;
        if (host.Assembly is null && host.Catalogue.Scenarios.All(known => known.Name != scenario))
        {
            throw CommandException.Usage(
                $"{named}: unknown scenario '{scenario}'; one of your own needs --assembly");
        }

        var replayed = Replay(file, engine, host.Catalogue);
        return replayed.Finding is { } finding
            ? ReplayReport.Of(file, path, engine, finding, ShellCommand.Replay(path, host.Assembly))
            : throw new CommandException(
                replayed.IsUnsupported ? ExitCode.Unsupported : ExitCode.Usage,
                $"{named}: {replayed.Problem}");
    }

    private static ReplayResult Replay(ReplayFile file, Engine engine, Catalogue catalogue)
    {
        ReplayResult? first = null;
        foreach (var candidate in catalogue.Candidates(file.Subject))
        {
            var result = FindingFile.Replay(file, engine, candidate);
            if (result.Finding is not null)
            {
                return result;
            }

            first ??= result;
        }

        return first!;
    }
}
