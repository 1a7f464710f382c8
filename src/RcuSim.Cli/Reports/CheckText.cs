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
        WriteItems(output, "Not modelled:", report.NotModelled);
        if (report.Notes.Count > 0)
        {
            output.WriteLine();
            WriteItems(output, "Of the layout:", report.Notes);
        }
    }

    private static void WriteItems(TextWriter output, string title, IReadOnlyList<string> items)
    {
        output.WriteLine(title);
        foreach (string item in items)
        {
            output.WriteLine($"  - {item}");
        }
    }

    private static string Subject(CheckReport report)
    {
        string threads = string.Join(", ", report.Threads);
        string bugs = report.Bugs.Count == 0 ? "none" : string.Join(", ", report.Bugs);
        string failures = report.Failures.Length == 0 ? "none" : report.Failures;
        return $"scenario {report.Scenario}, regime {report.Regime}, layout {report.Layout}, "
            + $"threads {threads}, bugs {bugs}, failures {failures}, seed {report.Seed}";
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
