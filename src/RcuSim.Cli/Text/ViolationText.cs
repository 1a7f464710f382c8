using System.Text.RegularExpressions;
using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>Writes a violation for people: the message, the numbered explanation, the timeline.</summary>
internal static partial class ViolationText
{
    public static void Write(Page page, ViolationReport violation)
    {
        page.Line(violation.Sentence, Styles.Of(Verdict.Violation));
        page.Line();
        for (int i = 0; i < violation.Argument.Count; i++)
        {
            page.Line($"{i + 1,3}. ", violation.Argument[i]);
        }

        page.Line();
        foreach (string row in violation.Timeline.TrimEnd('\n').Split('\n'))
        {
            var lead = Lead().Match(row);
            page.Line(lead.Value, row[lead.Length..], Styles.OfMark(lead.Groups["mark"].Value));
        }

        page.Line();
    }

    /// <summary>What stands before the text of a row: its number, its mark, the bars of other threads.
    /// </summary>
    [GeneratedRegex(@"^ *(\d+ (?<mark>[ *!]) )?(\| +)*")]
    private static partial Regex Lead();
}
