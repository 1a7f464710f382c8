namespace RcuSim.Cli;

/// <summary>Writes what <c>check</c> found in several scenarios for people.</summary>
internal static class ChecksText
{
    public static void Write(Page page, ChecksReport report)
    {
        foreach (var check in report.Checks)
        {
            if (check.Report is { Violation: not null } found)
            {
                CheckText.Write(page, found);
                page.Line();
            }
        }

        foreach (var check in report.Checks)
        {
            page.Line($"{check.Scenario}: ", check.Sentence, Styles.Of(check.Verdict));
        }
    }

    /// <summary>What is most worth knowing if there is room for no more.</summary>
    public static string InOneLine(ChecksReport report) =>
        string.Join("; ", report.Checks.Select(check => $"{check.Scenario}: {check.Sentence}"));
}
