using System.CommandLine;
using RcuSim.Checking;
using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary><c>rcusim replay</c>: shows a saved violation again.</summary>
internal static class ReplayCommand
{
    public static Command Create(Host host)
    {
        var command = new Command("replay", "Show a saved violation again; exit 1 if it is the same.");
        var file = new Argument<string>("FILE")
        {
            Description = "a replay file that check wrote; - for the standard input",
        };
        var engine = new Option<string?>("--engine")
        {
            Description = "who follows the schedule; default baton",
            HelpName = "baton|coyote",
        };
        var json = new Option<bool>("--json") { Description = "print one JSON document" };
        command.Add(file);
        command.Add(engine);
        command.Add(json);
        command.SetAction(parsed =>
        {
            var chosen = parsed.GetValue(engine) is { } name
                ? Choice.Of("engine", name, host.Laboratory.Engines, e => e.Name)
                : host.Laboratory.Engines[0];
            var report = Replay(parsed.GetRequiredValue(file), chosen, host);
            if (parsed.GetValue(json))
            {
                Json.Write(host.Out, report);
            }
            else
            {
                ReplayText.Write(host.Out, report);
            }

            return report.ExitCode;
        });
        return command;
    }

    private static ReplayReport Replay(string path, Engine engine, Host host)
    {
        const string what = "replay file";
        string named = $"{what} '{path}'";
        using var stream = InputFile.Open(what, path, host);
        var file = ReplayFile.Read(stream, named, out string error) ?? throw new CommandException(
            error.EndsWith(ReplayFile.NewerHint) ? ExitCode.Unsupported : ExitCode.Usage, error);
        try
        {
            var violation = new ReplayRunner(file, host.Laboratory).Run(engine);
            return new()
            {
                File = path,
                Engine = engine.Name,
                Bugs = file.Subject.Bugs,
                Scenario = file.Subject.Scenario,
                Found = file.Found,
                Violation = violation,
                ReplayCommand = ShellCommand.Replay(path),
            };
        }
        catch (CommandException wrong)
        {
            throw new CommandException(wrong.Code, $"{named}: {wrong.Message}");
        }
    }
}
