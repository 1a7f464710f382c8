namespace RcuSim.Cli;

/// <summary>What was covered, one column an engine.</summary>
internal static class CoverageTable
{
    private static readonly (string Title, Func<CampaignReport, string> Value)[] rows =
    [
        ("engine", c => c.Engine),
        ("strategy", c => c.Strategy),
        ("schedules", c => $"{c.Schedules:N0}"),
        ("events per schedule", c => $"{c.EventsPerSchedule:N1}"),
        ("  before which others could go first", c => $"{c.PointsPerSchedule:N1}"),
        ("fields on which threads conflict", c => $"{c.Conflicts.Count:N0}"),
        ("schedules since the last of them was found", c => $"{c.ComparableSchedules:N0}"),
        ("  distinct behaviours among them", c => $"{c.Behaviours:N0}"),
        ("  new ones among the last schedules", c => $"{Share(c.RecentNew)} of {c.RecentSchedules:N0}"),
        ("chance that the next schedule is new", c => Share(c.ChanceOfNew)),
        ("schedules in which each bug acted", c => Acted(c)),
        ("schedules with an injected failure", c => $"{c.FailureInjected:N0}"),
        ("schedules cut off at the event bound", c => $"{c.BoundReached:N0}"),
        ("seconds", c => $"{c.Seconds:N1}"),
    ];

    public static void Write(Page page, IReadOnlyList<CampaignReport> campaigns)
    {
        int title = rows.Max(r => r.Title.Length);
        int width = campaigns.Max(c => rows.Max(r => r.Value(c).Length)) + 3;
        foreach (var (name, value) in rows)
        {
            string cells = string.Concat(campaigns.Select(c => value(c).PadLeft(width)));
            page.Line($"{name.PadRight(title)}{cells}");
        }
    }

    private static string Share(double? share) => share is { } known ? $"{known * 100:N1} %" : "unknown";

    private static string Acted(CampaignReport campaign) => campaign.BugActed.Count == 0
        ? "-"
        : string.Join(", ", campaign.BugActed.Select(n => n is { } known ? $"{known:N0}" : "unknown"));
}
