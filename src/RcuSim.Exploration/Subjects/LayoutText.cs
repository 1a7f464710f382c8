using RcuSim.Mm;
using RcuSim.Scenarios;

namespace RcuSim.Exploration;

/// <summary>Layouts as the lines of a replay file.</summary>
internal static class LayoutText
{
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

    /// <summary>Reads the lines that <see cref="Line"/> made.</summary>
    public static MapsText Read(IEnumerable<string> lines)
    {
        using var reader = new StringReader(string.Join('\n', lines));
        return MapsParser.Parse(reader, Subject.MostMappings);
    }
}
