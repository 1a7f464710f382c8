using System.CommandLine;

namespace RcuSim.Cli;

/// <summary><c>rcusim check</c>: explores a scenario.</summary>
internal static class CheckCommand
{
    private const string DefaultFolder = "rcusim-out";

    public static Command Create(Host host)
    {
        var command = new Command("check", "Explore a scenario; exit 0 pass, 1 violation, 2 inconclusive.");
        var options = new CheckOptions(command);
        command.SetAction(parsed =>
        {
            var report = new CheckRun(Read(parsed, options, host), host).Run();
            Write(report, parsed.GetValue(options.Json), host.Out);
            return report.ExitCode;
        });
        return command;
    }

    private static void Write(CheckReport report, bool json, TextWriter output)
    {
        try
        {
            if (json)
            {
                Json.Write(output, report);
            }
            else
            {
                CheckText.Write(output, report);
            }

            output.Flush();
        }
        catch (CommandException lost)
        {
            throw new CommandException(lost.Code, $"{lost.Message}: {CheckText.InOneLine(report)}");
        }
    }

    private static CheckRequest Read(ParseResult parsed, CheckOptions options, Host host)
    {
        ulong seed = parsed.GetValue(options.Seed) is { } text ? Number.Seed("--seed", text) : 1;
        string folder = parsed.GetValue(options.Out) ?? DefaultFolder;
        if (folder.Length == 0)
        {
            throw CommandException.Usage("--out '': expected the name of a folder");
        }

        bool hunting = parsed.GetValue(options.Bugs) is { Length: > 0 };
        var efforts = new EffortReader(parsed, options, host.Laboratory.Engines).Read(hunting);
        var subject = new SubjectBuilder(host.Laboratory)
        {
            Bugs = [.. (parsed.GetValue(options.Bugs) ?? []).Select(SubjectBuilder.Bug).Distinct()],
            Scenario = parsed.GetValue(options.Scenario),
            Regime = parsed.GetValue(options.Regime),
            Readers = parsed.GetValue(options.Readers),
            Maps = parsed.GetValue(options.Maps) is { } path ? MapsFile.Read(path, host) : null,
            Failures = parsed.GetValue(options.Fail),
        };
        return new(subject.Build(), efforts, seed, folder)
        {
            SubjectWords = [.. SubjectWords(parsed, options)],
        };
    }

    private static IEnumerable<string> SubjectWords(ParseResult parsed, CheckOptions options)
    {
        string[] scenario = parsed.GetValue(options.Scenario) is { } name ? [name] : [];
        return scenario
            .Concat((parsed.GetValue(options.Bugs) ?? []).SelectMany(bug => new[] { "--bug", bug }))
            .Concat(new[] { options.Regime, options.Maps, options.Readers, options.Fail }.SelectMany(
                option => parsed.GetValue(option) is { } value ? new[] { option.Name, value } : []));
    }
}
