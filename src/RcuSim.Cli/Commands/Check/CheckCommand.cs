using System.CommandLine;
using RcuSim.Explaining;
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
            bool json = parsed.GetValue(options.Json);
            CheckWords[] all = [.. new CheckReader(parsed, options, known).ReadAll()];
            var interruption = host.Interruption();
            if (all.Length > 1)
            {
                var checks = new ChecksReport
                {
                    Checks = [.. all.Select(words => CheckOne(words, known, interruption))],
                };
                Write(checks, json, host, ChecksText.Write, ChecksText.InOneLine);
                return checks.ExitCode;
            }

            var report = Run(all[0], known, interruption);
            Write(report, json, host, CheckText.Write, CheckText.InOneLine);
            return report.ExitCode;
        });
        return command;
    }

    /// <summary>Checks one of several scenarios; what is wrong with it is no reason to leave out the others.
    /// </summary>
    private static ScenarioCheck CheckOne(CheckWords words, Host host, CancellationToken interruption)
    {
        string name = words.Request.Subject.Scenario.Name;
        if (interruption.IsCancellationRequested)
        {
            return new(
                name, Verdict.Inconclusive, "Inconclusive: not run, since the command was interrupted", null);
        }

        try
        {
            var report = Run(words, host, interruption);
            return new(name, report.Verdict, CheckText.InOneLine(report), report);
        }
        catch (ScenarioException wrong)
        {
            return new(name, Verdict.Inconclusive, $"Inconclusive: {Printable.Line(wrong.Message)}", null);
        }
    }

    private static CheckReport Run(CheckWords words, Host host, CancellationToken interruption)
    {
        using var folder = OutputFolder.Open(words.Folder);
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

    private static void Write<T>(
        T report, bool json, Host host, Action<Page, T> asText, Func<T, string> inOneLine)
    {
        try
        {
            host.Show(report, json, asText);
            host.Out.Flush();
        }
        catch (CommandException lost)
        {
            throw new CommandException(lost.Code, $"{lost.Message}: {inOneLine(report)}");
        }
    }
}
