using System.Text;
using RcuSim.Cli;
using RcuSim.Exploration;
using RcuSim.Scenarios;
using RcuSim.Tests.Shared;
using Spectre.Console;

namespace RcuSim.Tests.Cli;

/// <summary>Runs the command in this process and keeps what it says.</summary>
internal static class Terminal
{
    private static Catalogue Small { get; } = new(
        [
            new("pointer", "readers beside one writer", true, ""),
            new("alone", "nobody else is there", false, ""),
            new("broken", "does not work", false, ""),
        ],
        Create)
    {
        FailureKinds = [new("item", "no memory for an item")],
    };

    /// <summary>Nobody listens, nothing is said.</summary>
    public static Host Silent { get; } = new(TextWriter.Null, TextWriter.Null, () => default);

    public static Said Run(params string[] args) => Run(CancellationToken.None, args);

    public static Said RunStandard(params string[] args) =>
        Run(Catalogue.Standard, CancellationToken.None, args);

    /// <summary>Runs it with other engines.</summary>
    public static Said RunOn(IReadOnlyList<Engine> engines, params string[] args) => Run(
        new(Small.Scenarios, Small.Create)
        {
            FailureKinds = Small.FailureKinds,
            Engines = engines,
        },
        CancellationToken.None,
        args);

    public static Said Run(CancellationToken cancellation, params string[] args) =>
        Run(Small, cancellation, args);

    /// <summary>Runs it with something on the standard input.</summary>
    public static Said RunWithInput(string input, params string[] args) =>
        Run(Catalogue.Standard, CancellationToken.None, args, input);

    /// <summary>Runs it as on a terminal.</summary>
    /// <param name="width">The terminal's width.</param>
    /// <param name="environment">Variables, as <c>NAME=VALUE</c> with blanks between.</param>
    /// <param name="args">The words.</param>
    public static Said RunOnScreen(int width, string environment, params string[] args)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return Run(
            Catalogue.Standard, CancellationToken.None, args,
            screen: output => TerminalScreen.Of(output, variables.GetValueOrDefault, width));
    }

    private static Said Run(
        Catalogue catalogue,
        CancellationToken cancellation,
        string[] args,
        string input = "",
        Func<TextWriter, IAnsiConsole>? screen = null)
    {
        using StringWriter output = new(), error = new();
        int code = CommandLine.Run(args, new(output, error, () => cancellation)
        {
            Catalogue = catalogue,
            Screen = screen?.Invoke(output),
            OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes(input)),
        });
        return new(code, output.ToString(), error.ToString());
    }

    private static ScenarioCreation Create(string name, ScenarioOptions options) => name switch
    {
        "pointer" => ScenarioCreation.Of(new PointerScenario(options.Readers ?? 2)),
        "alone" => ScenarioCreation.Of(new PointerScenario(0)),
        _ => ScenarioCreation.Of(new PointerScenario(broken: true)),
    };

    /// <summary>What a command said.</summary>
    internal sealed record Said(int Code, string Out, string Error)
    {
        /// <summary>Asserts that it was refused: by its exit code, in one line, without output.</summary>
        public void IsRefused(int code, params string[] mentions)
        {
            Assert.Equal("", Out);
            Assert.Equal(code, Code);
            Assert.StartsWith("rcusim: ", Error);
            Assert.Single(Error.TrimEnd('\n').Split('\n'));
            Assert.All(mentions, mention => Assert.Contains(mention, Error));
        }
    }
}
