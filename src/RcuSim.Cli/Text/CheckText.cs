using RcuSim.Explaining;

namespace RcuSim.Cli;

/// <summary>Writes what <c>check</c> found for people.</summary>
internal static class CheckText
{
    public static void Write(Page page, CheckReport report)
    {
        if (report.Violation is { } violation)
        {
            ViolationText.Write(page, violation);
            WriteOrigin(page, report);
            return;
        }

        page.Line(report.Sentence, Styles.Of(report.Verdict));
        page.Line();
        page.Line(Subject(report));
        page.Line();
        CoverageTable.Write(page, report.Campaigns);
        page.Line();
        page.Items("Threads conflict on:", report.Campaigns.SelectMany(c => c.Conflicts).Distinct());
        page.Line();
        page.Items("Not modelled:", report.NotModelled);
        if (report.Notes.Count > 0)
        {
            page.Line();
            page.Items("Of the layout:", report.Notes);
        }
    }

    /// <summary>What is most worth knowing if there is room for no more.</summary>
    public static string InOneLine(CheckReport report)
    {
        string sentence = report.Sentence.TrimEnd('.');
        return report.Replay is { } replay
            ? $"{sentence}; {Saved(replay)}{(replay.File is null ? $"; {replay.Command}" : "")}"
            : sentence;
    }

    private static string Subject(CheckReport report)
    {
        string threads = string.Join(", ", report.Threads);
        string bugs = report.Bugs.Count == 0 ? "none" : string.Join(", ", report.Bugs);
        string failures = report.Failures.Length == 0 ? "none" : report.Failures;
        string fork = report.Regime is null ? "" : $"fork variant {report.Regime}, layout {report.Layout}, ";
        return $"scenario {report.Scenario}, {fork}threads {threads}, bugs {bugs}, failures {failures}, "
            + $"seed {report.Seed}";
    }

    private static void WriteOrigin(Page page, CheckReport report)
    {
        var first = report.Campaigns.First(campaign => campaign.FoundIn is not null);
        WriteOrigin(page, report, first);
        foreach (var other in report.Campaigns.Where(campaign => campaign != first))
        {
            page.Line();
            if (other.FoundIn is null)
            {
                page.Line($"{other.Engine} found nothing in {Count(other.Schedules)}, {other.Seconds:N1} s.");
                continue;
            }

            bool isSame = other.Sentence == first.Sentence;
            page.Line(isSame ? $"{other.Engine} found the same." : $"{other.Engine} found: {other.Sentence}");
            WriteOrigin(page, report, other);
        }
    }

    private static void WriteOrigin(Page page, CheckReport report, CampaignReport found)
    {
        page.Line($"Found by {found.Engine}, strategy {found.Strategy}, seed {report.Seed}, "
            + $"in schedule {found.FoundIn:N0}{Rest(found)} after {found.Seconds:N1} s; "
            + (found.Unconfirmed ? "not run again, since the command was interrupted; " : "")
            + Saved(found.Replay));
        if (found.Replay is { } replay)
        {
            page.Line($"{(replay.File is null ? "Find it again" : "Replay")}: {replay.Command}");
        }
    }

    private static string Count(long schedules) =>
        schedules == 1 ? "1 schedule" : $"{schedules:N0} schedules";

    /// <summary>After a latent violation the campaign kept exploring, in search of the harm.</summary>
    private static string Rest(CampaignReport found) =>
        found.Schedules == found.FoundIn ? "" : $" of {found.Schedules:N0}";

    private static string Saved(SavedFinding? replay) =>
        replay?.File is { } file
            ? $"saved as {Printable.Escape(file)}"
            : $"could not be saved: {replay?.Problem}";
}
