using System.CommandLine;
using RcuSim.Exploration;
using RcuSim.Replays;

namespace RcuSim.Cli;

/// <summary><c>rcusim check</c>: explores a scenario.</summary>
internal static class CheckCommand
{
    public static Command Create(Host host)
    {
        var command = new Command("check", "Explore a scenario; exit 0 pass, 1 violation, 2 inconclusive.");
        var options = new CheckOptions(command, host.Catalogue.Engines);
        command.SetAction(parsed =>
        {
            var known = host.Knowing(parsed.GetValue(options.Assembly));
            var report = Run(new CheckReader(parsed, options, known).Read(), known);
            Write(report, parsed.GetValue(options.Json), host);
            return report.ExitCode;
        });
        return command;
    }

    private static CheckReport Run(CheckWords words, Host host)
    {
        using var folder = OutputFolder.Open(words.Folder);
        var interruption = host.Interruption();
        var result = CheckProgress.Watch(
            host.ErrorScreen,
            words.Request.Plans[0].Engine.Name,
            progress => Check.Run(words.Request, progress, interruption));
        var saved = result.Campaigns.Select(c => Save(result.ToFile(c), words, folder, host.Assembly));
        var report = CheckReport.Of(result, [.. saved]);
        return host.Assembly is null ? report : report with { Regime = null, Layout = null };
    }

    private static SavedFinding? Save(
        ReplayFile? file, CheckWords words, OutputFolder folder, string? assembly)
    {
        if (file is null)
        {
            return null;
        }

        return folder.Save(file, FindingFile.NameOf(file), out string problem) is { } path
            ? new(path, ShellCommand.Replay(path, assembly), null)
            : new(null, ShellCommand.Check(words.SubjectWords, file.Found), problem);
    }

    private static void Write(CheckReport report, bool json, Host host)
    {
        try
        {
            host.Show(report, json, CheckText.Write);
            host.Out.Flush();
        }
        catch (CommandException lost)
        {
            throw new CommandException(lost.Code, $"{lost.Message}: {CheckText.InOneLine(report)}");
        }
    }
}
