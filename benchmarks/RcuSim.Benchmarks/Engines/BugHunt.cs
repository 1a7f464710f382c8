using RcuSim.Exploration;
using RcuSim.Scenarios;

namespace RcuSim.Benchmarks;

/// <summary>How soon each engine finds each planted bug, over several seeds.</summary>
internal static class BugHunt
{
    public static void Run(int seeds, TextWriter output)
    {
        output.WriteLine($"seeds 1 to {seeds}, each engine's default strategy; found in time, median, most");
        output.WriteLine("| bug | engine | found | schedules, median | most | seconds, median | most |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var bug in Gallery.All)
        {
            Row(bug, EngineCatalogue.Coyote, TimeSpan.FromSeconds(60), seeds, output);
            Row(bug, EngineCatalogue.Baton, TimeSpan.FromSeconds(20), seeds, output);
        }
    }

    private static void Row(Bug bug, Engine engine, TimeSpan limit, int seeds, TextWriter output)
    {
        var found = new List<(long Schedules, double Seconds)>();
        for (ulong seed = 1; seed <= (ulong)seeds; seed++)
        {
            using var campaign = new Campaign(new()
            {
                Scenario = ScenarioCatalogue.Create(bug.Scenario, new() { Regime = bug.Regime }).Scenario!,
                Bugs = [bug.Switch],
                Engine = engine,
                Seed = seed,
                Time = limit,
            });
            var result = campaign.Run();
            if (result.Finding is not null)
            {
                found.Add((result.Finding.Number, result.Elapsed.TotalSeconds));
            }
        }

        var schedules = found.Select(f => f.Schedules).Order().ToList();
        var seconds = found.Select(f => f.Seconds).Order().ToList();
        output.WriteLine(found.Count == 0
            ? $"| {bug.Id} | {engine.Name} | 0 of {seeds} | | | | |"
            : $"| {bug.Id} | {engine.Name} | {found.Count} of {seeds} | {schedules[found.Count / 2]}"
                + $" | {schedules[^1]} | {seconds[found.Count / 2]:F2} | {seconds[^1]:F2} |");
    }
}
