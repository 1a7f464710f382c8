using RcuSim.Exploration;
using RcuSim.Scenarios;

namespace RcuSim.Benchmarks;

/// <summary>
/// Times both engines side by side on the flagship: rounds in which every configuration runs once, medians
/// over the rounds, ratios round by round.
/// </summary>
internal static class EngineComparison
{
    private static readonly (Engine Engine, string Strategy, bool Filter)[] configurations =
    [
        (EngineCatalogue.Coyote, "random", true),
        (EngineCatalogue.Baton, "random", true),
        (EngineCatalogue.Coyote, "pct", true),
        (EngineCatalogue.Baton, "pct", true),
        (EngineCatalogue.Coyote, "random", false),
        (EngineCatalogue.Baton, "random", false),
    ];

    public static void Run(int rounds, TimeSpan each, TextWriter output)
    {
        var measured = configurations.Select(_ => new List<Sample>()).ToArray();
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < configurations.Length; i++)
            {
                measured[i].Add(Measure(configurations[i], (ulong)round + 1, each));
            }
        }

        output.WriteLine($"fork, 3 readers, 21 VMAs; {rounds} rounds of {each.TotalSeconds} s each; medians");
        output.WriteLine("| engine | strategy | filter | schedules/s | events | points | behaviours/s |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        for (int i = 0; i < configurations.Length; i++)
        {
            var (engine, strategy, filter) = configurations[i];
            output.WriteLine(
                $"| {engine.Name} | {strategy} | {(filter ? "on" : "off")}"
                + $" | {Median(measured[i], s => s.Rate):F0}"
                + $" | {Median(measured[i], s => s.Events):F0} | {Median(measured[i], s => s.Points):F0}"
                + $" | {Median(measured[i], s => s.Behaviours):F0} |");
        }

        output.WriteLine($"Baton / Coyote, random: {Ratio(measured[1], measured[0]):F1}");
        output.WriteLine($"Baton / Coyote, pct: {Ratio(measured[3], measured[2]):F1}");
        double removed = 1 - (Median(measured[1], s => s.Points) / Median(measured[5], s => s.Points));
        output.WriteLine($"scheduling points removed by the filter: {removed:P1}");
    }

    private static Sample Measure(
        (Engine Engine, string Strategy, bool Filter) which, ulong seed, TimeSpan time)
    {
        using var campaign = new Campaign(new()
        {
            Scenario = ScenarioCatalogue.Create("fork", new()).Scenario!,
            Engine = which.Engine,
            Strategy = which.Strategy,
            Filter = which.Filter,
            Seed = seed,
            Time = time,
        });
        var result = campaign.Run();
        double seconds = result.Elapsed.TotalSeconds;
        var coverage = result.Coverage;
        return new(
            coverage.Schedules / seconds,
            (double)coverage.Events / coverage.Schedules,
            (double)coverage.Points / coverage.Schedules,
            coverage.Behaviours / seconds);
    }

    private static double Ratio(List<Sample> mine, List<Sample> other) =>
        Median([.. mine.Zip(other, (a, b) => a.Rate / b.Rate)]);

    private static double Median(List<Sample> samples, Func<Sample, double> figure) =>
        Median([.. samples.Select(figure)]);

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private readonly record struct Sample(double Rate, double Events, double Points, double Behaviours);
}
