using RcuSim.Exploration;
using Spectre.Console;

namespace RcuSim.Cli;

/// <summary>Everything around the command: where it writes, who may stop it, what it knows.</summary>
/// <param name="Out">The result, and nothing else.</param>
/// <param name="Error">One line for each error.</param>
/// <param name="Interruption">Asked by those who can end early and cleanly; gives what ends them.</param>
internal sealed record Host(TextWriter Out, TextWriter Error, Func<CancellationToken> Interruption)
{
    /// <summary>The scenarios, rules and engines.</summary>
    public Catalogue Catalogue { get; init; } = Catalogue.Standard;

    /// <summary>The assembly that the scenarios are from; null if they are the library's.</summary>
    public string? Assembly { get; private init; }

    /// <summary>The terminal that the result goes to; null for anything else.</summary>
    public IAnsiConsole? Screen { get; init; }

    /// <summary>The terminal that shows how far a check is; null if there is none.</summary>
    public IAnsiConsole? ErrorScreen { get; init; }

    /// <summary>
    /// Opens the standard input; null if it is closed. What it is answered is then written at once.
    /// </summary>
    public Func<Stream?> OpenInput { get; init; } = () => null;

    /// <summary>True once nobody reads the result any more.</summary>
    public Func<bool> IsUnread { get; init; } = () => false;

    /// <summary>True to show where in the code an internal error came from.</summary>
    public bool ShowsStackTraces { get; init; }

    /// <summary>The same, but for a user's scenarios in place of the library's.</summary>
    /// <param name="assembly">The path of the user's assembly; null if none was named.</param>
    public Host Knowing(string? assembly) => assembly is null
        ? this
        : this with { Assembly = assembly, Catalogue = UserScenarios.Read(assembly, Catalogue) };

    /// <summary>Writes a report: as one JSON document, or for people.</summary>
    public void Show<T>(T report, bool json, Action<Page, T> asText)
    {
        if (json)
        {
            Json.Write(Out, report);
        }
        else
        {
            asText(new(Out, Screen), report);
        }
    }

    /// <summary>
    /// The host of a real process. Its output is buffered: whoever runs the command flushes it.
    /// </summary>
    public static Host OfProcess(Func<CancellationToken> interruption)
    {
        var output = StandardStreams.OpenOutput();
        return new(output, StandardStreams.OpenError(), interruption)
        {
            Screen = Console.IsOutputRedirected ? null : Terminal(output),
            ErrorScreen = Console.IsErrorRedirected ? null : Terminal(Console.Error),
            OpenInput = () =>
            {
                output.AutoFlush = true;
                return StandardStreams.OpenInput();
            },
            IsUnread = StandardStreams.WatchOutput(),
            ShowsStackTraces = Environment.GetEnvironmentVariable("RCUSIM_DEBUG") == "1",
        };

        static IAnsiConsole Terminal(TextWriter stream) =>
            TerminalScreen.Of(stream, Environment.GetEnvironmentVariable, Console.WindowWidth);
    }
}
