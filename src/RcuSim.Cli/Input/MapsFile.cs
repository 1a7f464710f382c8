using RcuSim.Mm;
using RcuSim.Scenarios;

namespace RcuSim.Cli;

/// <summary>A layout read from text in the form of <c>/proc/PID/maps</c>.</summary>
/// <param name="Layout">The layout.</param>
/// <param name="Notes">One line for each thing that was left out.</param>
internal sealed record MapsFile(VmaLayout Layout, IReadOnlyList<string> Notes)
{
    /// <summary>The most mappings that are explored: one execution of so many takes about a second.</summary>
    public const int Most = 10_000;

    /// <summary>Reads a file, or says which line of it is wrong.</summary>
    public static MapsFile Read(string path, Host host)
    {
        using var reader = new StreamReader(InputFile.Open("--maps", path, host));
        return Read(reader, $"--maps '{path}'");
    }

    /// <summary>Reads the lines that <see cref="Line"/> made.</summary>
    public static MapsFile Read(IEnumerable<string> lines)
    {
        using var reader = new StringReader(string.Join('\n', lines));
        return Read(reader, "layout");
    }

    /// <summary>A mapping as a line that is read as the same mapping.</summary>
    public static string Line(LayoutEntry entry)
    {
        char read = entry.Flags.HasFlag(VmFlags.Read) ? 'r' : '-';
        char write = entry.Flags.HasFlag(VmFlags.Write) ? 'w' : '-';
        char execute = entry.Flags.HasFlag(VmFlags.Execute) ? 'x' : '-';
        char shared = entry.Flags.HasFlag(VmFlags.Shared) ? 's' : 'p';
        string range = $"{entry.Start:x}-{entry.End:x}";
        return $"{range} {read}{write}{execute}{shared} 0 00:00 0 {entry.Name}".TrimEnd();
    }

    private static MapsFile Read(TextReader reader, string what)
    {
        var text = MapsParser.Parse(reader, Most);
        return text.Layout is { } layout
            ? new(layout, text.Notes)
            : throw CommandException.Usage($"{what}: {text.Error}");
    }
}
