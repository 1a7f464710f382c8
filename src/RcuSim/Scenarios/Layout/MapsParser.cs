using System.Text;

namespace RcuSim.Scenarios;

/// <summary>
/// Reads a process's layout from text in the form of <c>/proc/PID/maps</c> or <c>/proc/PID/smaps</c>.
/// </summary>
/// <remarks>
/// A line is <c>START-END PERMISSIONS OFFSET DEVICE INODE PATH</c>, the path optional; in smaps lines
/// <c>KEY: VALUE</c> follow it. What the text does not say is guessed as the kernel would have set it:
/// private writable memory is charged, <c>[stack]</c> grows downwards. The line <c>VmFlags</c> of smaps tells
/// all that.
/// </remarks>
internal static class MapsParser
{
    private const int LongestLine = 8192;
    private const int MostLines = 1_000_000;
    private const int MostCharacters = 64 << 20;

    /// <summary>Reads to the end of the text or to the first line that is wrong.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="most">The most mappings to take.</param>
    public static MapsText Parse(TextReader reader, int most = VmaLayout.Limit)
    {
        var draft = new LayoutDraft(most);
        var form = new ForeignForm();
        int number = 0;
        long length = 0;
        while (ReadLine(reader) is { } line)
        {
            number++;
            length += line.Length + 1;
            form.See(line);
            string error = number > MostLines ? $"more than {MostLines:N0} lines"
                : length > MostCharacters ? $"more than {MostCharacters:N0} characters"
                : line.Length > LongestLine ? $"longer than {LongestLine} characters"
                : line.AsSpan().Trim(" \t\r").IsEmpty ? ""
                : draft.Add(line, number);
            if (error.Length > 0)
            {
                return new(null, $"line {number}: {error}{form.Advice()}", draft.Notes)
                {
                    IsTorn = draft.IsTorn,
                };
            }
        }

        string left = draft.Notes.Count == 0 ? "found" : $"left ({draft.Notes[^1]})";
        return draft.Entries.Count == 0
            ? new(null, $"no mapping {left}; expected the form of /proc/PID/maps", draft.Notes)
            : new(VmaLayout.Create(draft.Entries, out _, out _), "", draft.Notes);
    }

    /// <summary>The next line, or null; stops soon after the longest that is accepted.</summary>
    internal static string? ReadLine(TextReader reader)
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
