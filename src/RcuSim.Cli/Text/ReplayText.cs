using RcuSim.Explaining;

namespace RcuSim.Cli;

/// <summary>Writes what <c>replay</c> showed for people.</summary>
internal static class ReplayText
{
    public static void Write(Page page, ReplayReport report)
    {
        ViolationText.Write(page, report.Violation);
        var found = report.Found;
        page.Line($"Found by {found.Engine}, strategy {found.Strategy}, seed {found.Seed}, "
            + $"in schedule {found.Schedules:N0}; replayed by {report.Engine} "
            + $"from {Printable.Escape(report.File)}");
        page.Line($"Replay: {report.ReplayCommand}");
    }
}
