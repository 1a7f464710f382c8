using RcuSim.Exploration;
using RcuSim.Scenarios;

namespace RcuSim.Cli;

/// <summary>A layout read from text in the form of <c>/proc/PID/maps</c>.</summary>
/// <param name="Layout">The layout.</param>
/// <param name="Notes">One line for each thing that was left out.</param>
internal sealed record MapsFile(VmaLayout Layout, IReadOnlyList<string> Notes)
{
    /// <summary>Reads a file, or says which line of it is wrong.</summary>
    public static MapsFile Read(string path, Func<Stream?> openInput)
    {
        using var reader = new StreamReader(InputFile.Open("--maps", path, openInput));
        var text = MapsText.Read(reader, Subject.MostMappings);
        return text.Layout is { } layout
            ? new(layout, text.Notes)
            : throw CommandException.Usage($"--maps '{path}': {text.Error}");
    }
}
