using System.Text.RegularExpressions;
using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>Writes a violation for people: the message, the numbered explanation, the timeline.</summary>
internal static partial class ViolationText
{
    private const int LeastText = 48;

    public static void Write(Page page, ViolationReport violation)
    {
        page.Line(violation.Sentence, Styles.Of(Verdict.Violation));
        page.Line();
        for (int i = 0; i < violation.Argument.Count; i++)
        {
            page.Line($"{i + 1,3}. ", violation.Argument[i]);
        }

        page.Line();
        WriteTimeline(page, violation.Timeline.TrimEnd('\n').Split('\n'));
        page.Line();
    }

    /// <summary>Writes the rows; where a page is too narrow for them, columns move together.</summary>
    private static void WriteTimeline(Page page, string[] rows)
    {
        var parts = rows.Select(row => Parts().Match(row).Groups).ToList();
        var widest = parts.MaxBy(row => row["bar"].Captures.Count)!;
        int columns = widest["bar"].Captures.Count, pitch = columns == 0 ? 0 : widest["bar"].Length;
        int room = Math.Max(page.Width - LeastText, page.Width / 2) - widest["margin"].Length;
        int narrow = Math.Clamp(room / Math.Max(1, columns), Math.Min(2, pitch), pitch);
        foreach (var row in parts)
        {
            string bars = string.Concat(row["bar"].Captures.Select(bar => bar.Value[..narrow]));
            string lead = $"{row["margin"].Value}{bars}", text = row["text"].Value;
            bool isWhole = narrow == pitch && lead.Length + text.Length <= page.Width;
            page.Line(lead, isWhole ? text : text.TrimEnd(' ', '|'), Styles.OfMark(row["mark"].Value));
        }
    }

    /// <summary>A row: its number and mark, the bars of other threads, and the text.</summary>
    [GeneratedRegex(@"^(?<margin> *(\d+ (?<mark>[ *!]) )?)(?<bar>\| +)*(?<text>.*)$")]
    private static partial Regex Parts();
}
