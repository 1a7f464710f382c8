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
        ("distinct behaviours", c => $"{c.Behaviours:N0}"),
        ("new ones among the last schedules", c => $"{c.RecentNew * 100:N1} % of {c.RecentSchedules:N0}"),
        ("chance that the next schedule is new", c => $"{c.ChanceOfNew * 100:N1} %"),
        ("fields on which threads conflict", c => $"{c.ConflictFields:N0}"),
        ("schedules with an injected failure", c => $"{c.FailureInjected:N0}"),
        ("schedules cut off at the event bound", c => $"{c.BoundReached:N0}"),
        ("seconds", c => $"{c.Seconds:N1}"),
    ];

    public static void Write(TextWriter output, IReadOnlyList<CampaignReport> campaigns)
    {
        int title = rows.Max(r => r.Title.Length);
        int width = campaigns.Max(c => rows.Max(r => r.Value(c).Length)) + 3;
        foreach (var (name, value) in rows)
        {
            string cells = string.Concat(campaigns.Select(c => value(c).PadLeft(width)));
            output.WriteLine($"{name.PadRight(title)}{cells}");
        }
    }
}
