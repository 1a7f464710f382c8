using RcuSim.Scenarios;

namespace RcuSim.Cli;

/// <summary>A layout read from a file in the form of <c>/proc/PID/maps</c>.</summary>
/// <param name="Layout">The layout.</param>
/// <param name="Notes">One line for each thing that was left out.</param>
internal sealed record MapsFile(VmaLayout Layout, IReadOnlyList<string> Notes)
{
    /// <summary>Reads a file, or says which line of it is wrong.</summary>
    public static MapsFile Read(string path)
    {
        using var reader = TextFile.Open("--maps", path);
        try
        {
            var text = MapsParser.Parse(reader);
            return text.Layout is { } layout
                ? new(layout, text.Notes)
                : throw CommandException.Usage($"--maps '{path}': {text.Error}");
        }
        catch (IOException e)
        {
            throw CommandException.Usage($"--maps '{path}': cannot read it ({e.Message.TrimEnd('.')})");
        }
    }
}
