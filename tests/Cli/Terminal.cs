using RcuSim.Cli;

namespace RcuSim.Tests.Cli;

/// <summary>Runs the command in this process and keeps what it says.</summary>
internal static class Terminal
{
    public static Laboratory Laboratory { get; } = new(
        [
            new("pointer", "readers beside one writer", s => new PointerScenario(s.Readers ?? 2)),
            new("alone", "nobody else is there", _ => new PointerScenario(0)),
            new("broken", "does not work", _ => throw new InvalidOperationException("planted\nfault")),
        ],
        () => []);

    public static Said Run(params string[] args) => Run(CancellationToken.None, args);

    public static Said Run(CancellationToken cancellation, params string[] args)
    {
        using StringWriter output = new(), error = new();
        int code = CommandLine.Run(args, new(output, error, cancellation) { Laboratory = Laboratory });
        return new(code, output.ToString(), error.ToString());
    }

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
