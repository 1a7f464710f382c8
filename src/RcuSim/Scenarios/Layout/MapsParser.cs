using System.Globalization;
using System.Text;
using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>Reads a process's layout from text in the form of <c>/proc/PID/maps</c>.</summary>
/// <remarks>
/// A line is <c>START-END PERMISSIONS OFFSET DEVICE INODE PATH</c>, the path optional. What the text does not
/// say is guessed as the kernel would have set it: private writable memory is charged, <c>[stack]</c> grows
/// downwards.
/// </remarks>
internal static class MapsParser
{
    private const int LongestLine = 8192;
    private const int Columns = 5;

    /// <summary>Reads to the end of the text or to the first line that is wrong.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="most">The most mappings to take.</param>
    public static MapsText Parse(TextReader reader, int most = VmaLayout.Limit)
    {
        var entries = new List<LayoutEntry>();
        var notes = new List<string>();
        ulong end = 0;
        for (int number = 1; ReadLine(reader) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            string error = ParseLine(line, out var entry);
            if (error.Length == 0 && entry.Start >= Pages.UserEnd)
            {
                notes.Add($"line {number}: {Shown(entry.Name)} lies above what a process can map; left out");
                continue;
            }

            error = error.Length == 0 ? VmaLayout.Fault(entry, end) : error;
            if (error.Length == 0 && entries.Count == most)
            {
                error = $"more than {most:N0} mappings";
            }

            if (error.Length != 0)
            {
                return new(null, $"line {number}: {error}", notes);
            }

            entries.Add(entry);
            end = entry.End;
        }

        string left = notes.Count == 0 ? "found" : $"left ({notes[^1]})";
        return entries.Count == 0
            ? new(null, $"no mapping {left}; expected the form of /proc/PID/maps", notes)
            : new(VmaLayout.Create(entries, out _, out _), "", notes);
    }

    private static string ParseLine(string line, out LayoutEntry entry)
    {
        entry = default;
        if (line.Length > LongestLine)
        {
            return $"longer than {LongestLine} characters";
        }

        string[] parts = line.Split((char[]?)null, Columns + 1, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < Columns)
        {
            return $"{parts.Length} columns; expected START-END PERMISSIONS OFFSET DEVICE INODE [PATH]";
        }

        string[] range = parts[0].Split('-', 2);
        if (range.Length != 2 || !IsHex(range[0], out ulong start) || !IsHex(range[1], out ulong end))
        {
            return $"'{Shown(parts[0])}': expected START-END in hexadecimal";
        }

        if (ParsePermissions(parts[1]) is not { } flags)
        {
            return $"'{Shown(parts[1])}': expected permissions such as rw-p";
        }

        if (!IsHex(parts[2], out _))
        {
            return $"'{Shown(parts[2])}': expected an offset in hexadecimal";
        }

        string name = parts.Length > Columns ? parts[Columns].Trim() : "";
        entry = new(start, end, name == "[stack]" ? flags | VmFlags.GrowsDown : flags, name);
        return "";
    }

    private static VmFlags? ParsePermissions(string text)
    {
        if (text.Length != 4 || text[0] is not ('r' or '-') || text[1] is not ('w' or '-')
            || text[2] is not ('x' or '-') || text[3] is not ('p' or 's'))
        {
            return null;
        }

        var flags = VmFlags.None;
        flags |= text[0] == 'r' ? VmFlags.Read : VmFlags.None;
        flags |= text[1] == 'w' ? VmFlags.Write : VmFlags.None;
        flags |= text[2] == 'x' ? VmFlags.Execute : VmFlags.None;
        flags |= text[3] == 's' ? VmFlags.Shared : VmFlags.None;
        bool charged = flags.IsPrivateWritable();
        return charged ? flags | VmFlags.Account : flags;
    }

    private static bool IsHex(string text, out ulong value) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);

    /// <summary>A piece of foreign text, cut short and without control characters.</summary>
    private static string Shown(string text)
    {
        string cut = text.Length > 40 ? text[..40] + "…" : text;
        return string.Concat(cut.Select(c => char.IsControl(c) ? '?' : c));
    }

    /// <summary>The next line, or null; stops soon after the longest that is accepted.</summary>
    private static string? ReadLine(TextReader reader)
    {
        var line = new StringBuilder();
        int c = reader.Read();
        if (c < 0)
        {
            return null;
        }

        for (; c >= 0 && c != '\n' && line.Length <= LongestLine; c = reader.Read())
        {
            line.Append((char)c);
        }

        return line.ToString();
    }
}
