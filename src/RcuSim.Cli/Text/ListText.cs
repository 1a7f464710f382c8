namespace RcuSim.Cli;

/// <summary>Writes the list for people.</summary>
internal static class ListText
{
    public static void Write(Page page, ListReport report)
    {
        var scenarios = report.Scenarios.Select(s => (s.Name, s.Summary));
        Section(page, "Scenarios (the first is the default)", scenarios);
        string regime = report.Regimes.SingleOrDefault(r => r.IsDefault)?.Name ?? "";
        Section(page, $"Fork variants ({regime} is the default)", report.Regimes.Select(
            r => (r.Name, r.Supported ? r.Summary : $"{r.Summary}; not modelled yet")));
        Bugs(page, report.Bugs);
        Section(page, "What can fail: WHAT in --fail THREAD/WHAT#N",
            report.Failures.Select(f => (f.Name, f.Summary)));
        foreach (var engine in report.Engines)
        {
            Section(page, $"Strategies of {engine.Name}, {engine.Summary}",
                engine.Strategies.Select(s => (s.Name, s.Summary)), last: engine == report.Engines[^1]);
        }
    }

    private static void Bugs(Page page, IReadOnlyList<ListReport.BugItem> bugs)
    {
        if (bugs.Count == 0)
        {
            return;
        }

        page.Line("Bugs, with the scenario that shows each", Styles.Title);
        foreach (var bug in bugs)
        {
            if (bug.Slug is null)
            {
                page.Line($"  {bug.Id} (scenario {bug.Scenario})");
                continue;
            }

            page.Line($"  {bug.Id,-4}{bug.Slug} (scenario {bug.Scenario})");
            page.Line("      ", bug.Title!);
            page.Line("      ", bug.History!);
        }

        page.Line();
    }

    private static void Section(
        Page page, string title, IEnumerable<(string Name, string Text)> items, bool last = false)
    {
        var all = items.ToList();
        if (all.Count == 0)
        {
            return;
        }

        int width = all.Max(item => item.Name.Length) + 2;
        page.Line(title, Styles.Title);
        all.ForEach(item => page.Line($"  {item.Name.PadRight(width)}", item.Text));
        if (!last)
        {
            page.Line();
        }
    }
}
