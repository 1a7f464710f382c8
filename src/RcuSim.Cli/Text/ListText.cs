namespace RcuSim.Cli;

/// <summary>Writes the list for people.</summary>
internal static class ListText
{
    public static void Write(TextWriter output, ListReport report)
    {
        var scenarios = report.Scenarios.Select(s => (s.Name, s.Summary));
        Section(output, "Scenarios (the first is the default)", scenarios);
        string regime = report.Regimes.SingleOrDefault(r => r.IsDefault)?.Name ?? "";
        Section(output, $"Fork variants ({regime} is the default)", report.Regimes.Select(
            r => (r.Name, r.Supported ? r.Summary : $"{r.Summary}; not modelled yet")));
        Bugs(output, report.Bugs);
        Section(output, "What can fail: WHAT in --fail THREAD/WHAT#N",
            report.Failures.Select(f => (f.Name, f.Summary)));
        foreach (var engine in report.Engines)
        {
            Section(output, $"Strategies of {engine.Name}, {engine.Summary}",
                engine.Strategies.Select(s => (s.Name, s.Summary)), last: engine == report.Engines[^1]);
        }
    }

    private static void Bugs(TextWriter output, IReadOnlyList<ListReport.BugItem> bugs)
    {
        if (bugs.Count == 0)
        {
            return;
        }

        output.WriteLine("Bugs, with the scenario that shows each");
        foreach (var bug in bugs)
        {
            if (bug.Slug is null)
            {
                output.WriteLine($"  {bug.Id} (scenario {bug.Scenario})");
                continue;
            }

            output.WriteLine($"  {bug.Id,-4}{bug.Slug} (scenario {bug.Scenario})");
            output.WriteLine($"      {bug.Title}");
            output.WriteLine($"      {bug.History}");
        }

        output.WriteLine();
    }

    private static void Section(
        TextWriter output, string title, IEnumerable<(string Name, string Text)> items, bool last = false)
    {
        var all = items.ToList();
        if (all.Count == 0)
        {
            return;
        }

        int width = all.Max(item => item.Name.Length) + 2;
        output.WriteLine(title);
        all.ForEach(item => output.WriteLine($"  {item.Name.PadRight(width)}{item.Text}"));
        if (!last)
        {
            output.WriteLine();
        }
    }
}
