using RcuSim.Scenarios;

namespace RcuSim.Exploration;

/// <summary>Layouts as the lines of a replay file.</summary>
internal static class LayoutText
{
    /// <summary>The lines.</summary>
    public static IReadOnlyList<string> Lines(VmaLayout layout) =>
        [.. layout.Entries.SelectMany(MapsLine.Write)];

    /// <summary>Reads the lines that <see cref="Lines"/> made.</summary>
    public static MapsText Read(IEnumerable<string> lines)
    {
        using var reader = new StringReader(string.Join('\n', lines));
        return MapsParser.Parse(reader, Subject.MostMappings);
    }
}
