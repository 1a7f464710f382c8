namespace RcuSim.Cli;

/// <summary>Writes the list for people.</summary>
internal static class ListText
{
    public static void Write(TextWriter output, ListReport report)
    {
        var scenarios = report.Scenarios.Select(s => (s.Name, s.Summary));
        Section(output, "Scenarios (the first is the default)", scenarios);
        string regime = report.Regimes.Single(r => r.IsDefault).Name;
        Section(output, $"Fork variants ({regime} is the default)", report.Regimes.Select(
            r => (r.Name, r.Supported ? r.Summary : $"{r.Summary}; not modelled yet")));
        output.WriteLine("Bugs, with the scenario that shows each");
        foreach (var bug in report.Bugs)
        {
            output.WriteLine($"  {bug.Id,-4}{bug.Slug} (scenario {bug.Scenario})");
            output.WriteLine($"      {bug.Title}");
            output.WriteLine($"      {bug.History}");
        }

        output.WriteLine();
        Section(output, "What can fail: WHAT in --fail THREAD/WHAT#N",
            report.Failures.Select(f => (f.Name, f.Summary)), last: true);
        foreach (var engine in report.Engines)
        {
            output.WriteLine();
            Section(output, $"Strategies of {engine.Name}, {engine.Summary}",
                engine.Strategies.Select(s => (s.Name, s.Summary)), last: true);
        }
    }

    private static void Section(
        TextWriter output, string title, IEnumerable<(string Name, string Text)> items, bool last = false)
    {
        var all = items.ToList();
        int width = all.Select(i => i.Name.Length).DefaultIfEmpty().Max() + 2;
        output.WriteLine(title);
        all.ForEach(item => output.WriteLine($"  {item.Name.PadRight(width)}{item.Text}"));
        if (!last)
        {
            output.WriteLine();
        }
    }
}
