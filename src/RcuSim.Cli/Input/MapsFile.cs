using RcuSim.Exploration;
using RcuSim.Scenarios;

namespace RcuSim.Cli;

/// <summary>A layout read from text in the form of <c>/proc/PID/maps</c>.</summary>
/// <param name="Layout">The layout.</param>
/// <param name="Notes">One line for each thing that was left out.</param>
internal sealed record MapsFile(VmaLayout Layout, IReadOnlyList<string> Notes)
{
    private const int Attempts = 100;

    /// <summary>Reads a file, or says which line of it is wrong.</summary>
    public static MapsFile Read(string path, Func<Stream?> openInput) =>
        Read(
            $"--maps '{path}'",
            () => InputFile.Open("--maps", path, openInput),
            again: path.StartsWith("/proc/", StringComparison.Ordinal));

    /// <summary>Reads a text, or says which line of it is wrong.</summary>
    /// <param name="what">What it is called.</param>
    /// <param name="open">Opens it.</param>
    /// <param name="again">
    /// True if it may be opened again: the file of a running process may be torn, and whole the next time.
    /// </param>
    public static MapsFile Read(string what, Func<Stream> open, bool again)
    {
        MapsText text;
        int attempt = 0;
        do
        {
            using var reader = new StreamReader(open());
            text = MapsText.Read(reader, Subject.MostMappings);
        }
        while (text.IsTorn && again && ++attempt < Attempts);
        return text.Layout is { } layout
            ? new(layout, text.Notes)
            : throw CommandException.Usage($"{what}: {text.Error}");
    }
}
