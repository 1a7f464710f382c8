using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using RcuSim.Explaining;
using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>The command <c>rcusim</c>: runs one subcommand and turns every failure into one line.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> args, Host host)
    {
        try
        {
            int code = Invoke(args, host);
            host.Out.Flush();
            return code;
        }
        catch (CommandException wrong)
        {
            FinishAnswers(host.Out);
            Say(host.Error, Line(wrong.Message));
            return wrong.Code;
        }
        catch (ScenarioException wrong)
        {
            FinishAnswers(host.Out);
            Say(host.Error, Line(wrong.Message));
            return ExitCode.Inconclusive;
        }
        catch (Exception broken) when (EnvironmentFault.Of(broken) is { } fault)
        {
            FinishAnswers(host.Out);
            Say(host.Error, Line(fault));
            return ExitCode.Usage;
        }
        catch (Exception broken)
        {
            string hint = $"({broken.GetType().Name}; RCUSIM_DEBUG=1 shows where)";
            Say(
                host.Error,
                host.ShowsStackTraces ? broken.ToString() : Line($"internal error: {broken.Message} {hint}"));
            return ExitCode.Internal;
        }
    }

    private static void Say(TextWriter error, string line)
    {
        try
        {
            error.WriteLine(line);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nobody can be told; the exit code says it.
        }
    }

    /// <summary>Writes what was answered before an error.</summary>
    private static void FinishAnswers(TextWriter output)
    {
        try
        {
            output.Flush();
        }
        catch (CommandException)
        {
            // The first error is the one to report.
        }
    }

    private static int Invoke(IReadOnlyList<string> args, Host host)
    {
        var plain = new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null };
        var parsed = Create(host).Parse(args is ["help", ..] ? [.. args.Skip(1), "--help"] : args, plain);
        string? stray = StrayOption(parsed);
        if (stray is not null || parsed.UnmatchedTokens.Count > 0 || parsed.Action is ParseErrorAction)
        {
            string expected = parsed.CommandResult.Command is RootCommand root
                ? $"expected one of {string.Join(", ", root.Subcommands.Select(c => c.Name))}"
                : $"see {ShellCommand.Name} {parsed.CommandResult.Command.Name} --help";
            string wrong = stray is not null ? $"unknown option '{stray}'"
                : parsed.UnmatchedTokens.Count > 0 ? $"'{parsed.UnmatchedTokens[0]}' means nothing here"
                : parsed.Errors[0].Message.TrimEnd('.');
            throw CommandException.Usage($"{wrong}; {expected}");
        }

        return parsed.Invoke(new()
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = host.Out,
            Error = host.Error,
        });
    }

    /// <summary>
    /// The first word that looks like an option and was taken for an operand, or for nothing; null if there
    /// is none. What follows <c>--</c> is no option, nor is <c>-</c>.
    /// </summary>
    private static string? StrayOption(ParseResult parsed)
    {
        var options = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Select(token => token.Value);
        return parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens.Select(token => token.Value))
            .Concat(parsed.UnmatchedTokens)
            .Intersect(options)
            .FirstOrDefault(word => word.StartsWith('-') && word != InputFile.Standard);
    }

    private static RootCommand Create(Host host)
    {
        var root = new RootCommand("A laboratory for code that runs under RCU, such as Linux's fork.")
        {
            CheckCommand.Create(host),
            ReplayCommand.Create(host),
            ListCommand.Create(host),
            ScriptCommand.Maple(host),
            ScriptCommand.PageTables(host),
            ScriptCommand.AnonVmas(host),
            ScriptCommand.Vma(host),
        };
        root.HelpName = ShellCommand.Name;
        return root;
    }

    /// <summary>One line, whatever the input contained.</summary>
    private static string Line(string message)
    {
        const int longest = 1000;
        string shown = message.Length <= longest ? message : $"{Printable.Cut(message, longest)}…";
        return $"{ShellCommand.Name}: {Printable.Escape(shown.ReplaceLineEndings(" ").Replace('\t', ' '))}";
    }
}
