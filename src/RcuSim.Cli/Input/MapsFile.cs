using RcuSim.Scenarios;

namespace RcuSim.Cli;

/// <summary>A layout read from a file in the form of <c>/proc/PID/maps</c>.</summary>
/// <param name="Layout">The layout.</param>
/// <param name="Notes">One line for each thing that was left out.</param>
internal sealed record MapsFile(VmaLayout Layout, IReadOnlyList<string> Notes)
{
    /// <summary>The most mappings that are explored: one execution of so many takes about a second.</summary>
    public const int Most = 10_000;

    /// <summary>Reads a file, or says which line of it is wrong.</summary>
    public static MapsFile Read(string path)
    {
        using var reader = TextFile.Open("--maps", path);
        try
        {
            var text = MapsParser.Parse(reader);
            if (text.Layout is not { } layout)
            {
                throw CommandException.Usage($"--maps '{path}': {text.Error}");
            }

            int count = layout.Entries.Count;
            return count <= Most ? new(layout, text.Notes) : throw CommandException.Usage(
                $"--maps '{path}': {count:N0} mappings; at most {Most:N0} can be explored");
        }
        catch (IOException e)
        {
            throw CommandException.Usage($"--maps '{path}': cannot read it ({e.Message.TrimEnd('.')})");
        }
    }
}
