using RcuSim.Explaining;

namespace RcuSim.Cli;

/// <summary>Writes what <c>replay</c> showed for people.</summary>
internal static class ReplayText
{
    public static void Write(TextWriter output, ReplayReport report)
    {
        ViolationText.Write(output, report.Violation);
        var found = report.Found;
        output.WriteLine($"Found by {found.Engine}, strategy {found.Strategy}, seed {found.Seed}, "
            + $"in schedule {found.Schedules:N0}; replayed by {report.Engine} "
            + $"from {Printable.Escape(report.File)}");
        output.WriteLine($"Replay: {report.ReplayCommand}");
    }
}
