namespace RcuSim.Cli;

/// <summary>Writes what <c>check</c> found for people.</summary>
internal static class CheckText
{
    public static void Write(TextWriter output, CheckReport report)
    {
        output.WriteLine(report.Sentence);
        output.WriteLine();
        if (report.Violation is { } violation)
        {
            WriteViolation(output, violation, report.Seed);
            return;
        }

        output.WriteLine(Subject(report));
        output.WriteLine();
        CoverageTable.Write(output, report.Campaigns);
        output.WriteLine();
        output.WriteLine("Not modelled:");
        foreach (string item in report.NotModelled)
        {
            output.WriteLine($"  - {item}");
        }
    }

    private static string Subject(CheckReport report)
    {
        string bugs = report.Bugs.Count == 0 ? "none" : string.Join(", ", report.Bugs);
        string failures = report.Failures.Length == 0 ? "none" : report.Failures;
        return $"scenario {report.Scenario}, regime {report.Regime}, bugs {bugs}, failures {failures}, "
            + $"seed {report.Seed}";
    }

    private static void WriteViolation(TextWriter output, ViolationReport violation, ulong seed)
    {
        for (int i = 0; i < violation.Argument.Count; i++)
        {
            output.WriteLine($"{i + 1,3}. {violation.Argument[i]}");
        }

        output.WriteLine();
        output.WriteLine($"Found by {violation.Engine} in schedule {violation.Schedule:N0}, seed {seed}.");
    }
}
