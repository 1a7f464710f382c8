using System.Globalization;
using Spectre.Console;

namespace RcuSim.Cli;

/// <summary>What is known of the terminal behind a stream: how wide it is, and whether it shows colours.
/// </summary>
internal static class TerminalScreen
{
    /// <summary>The terminal that a stream goes to.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="variable">Reads a variable of the environment.</param>
    /// <param name="width">Its width in characters; 0 if it does not say. <c>COLUMNS</c> comes first.</param>
    public static IAnsiConsole Of(TextWriter stream, Func<string, string?> variable, int width)
    {
        const string plain = "dumb";
        bool isWindows = OperatingSystem.IsWindows();
        string kind = variable("TERM") ?? (isWindows ? "" : plain);
        bool isPlain = kind == plain || !string.IsNullOrEmpty(variable("NO_COLOR"));
        var screen = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(stream),
            Ansi = isPlain ? AnsiSupport.No : isWindows ? AnsiSupport.Detect : AnsiSupport.Yes,
            ColorSystem = isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Standard,
            Enrichment = new() { UseDefaultEnrichers = false },
        });
        bool isSet = int.TryParse(
            variable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns);
        screen.Profile.Width = isSet && columns > 0 ? columns : width > 0 ? width : int.MaxValue;
        return screen;
    }
}
