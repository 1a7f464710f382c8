using System.Diagnostics;

namespace RcuSim.Exploration;

/// <summary>
/// Counts the outcomes of many executions, broken rules among them: what can come of a scenario, and how
/// often it does.
/// </summary>
public static class Survey
{
    /// <summary>Explores until the bounds of the options are reached.</summary>
    /// <param name="options">What to explore, how, and for how long.</param>
    /// <param name="outcomeOf">Names the outcome of an execution.</param>
    /// <param name="cancellation">Ends the survey early; what was counted is kept.</param>
    public static SurveyResult Run(
        CampaignOptions options,
        Func<ExecutionResult, string> outcomeOf,
        CancellationToken cancellation = default)
    {
        CampaignOptions.Check(options);
        ArgumentNullException.ThrowIfNull(outcomeOf);
        var watchdog = new Watchdog(options);
        using var registration = cancellation.Register(watchdog.Interrupt);
        SurveyResult? survey = null;
        watchdog.Run(() => survey = Explore(options, watchdog, outcomeOf, cancellation));
        return survey!;
    }

    private static SurveyResult Explore(
        CampaignOptions options,
        Watchdog watchdog,
        Func<ExecutionResult, string> outcomeOf,
        CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var coverage = new Coverage();
        var outcomes = new Dictionary<string, Outcome>();
        using var explorer = options.Engine.Explorer(watchdog.Options, options.Strategy);
        explorer.Explore(options.Seed, result =>
        {
            if (result.Interrupted)
            {
                return false;
            }

            coverage.Add(result);
            string name = outcomeOf(result);
            var known = outcomes.GetValueOrDefault(name);
            var first = known?.First ?? (result.Violation is null
                ? null
                : Finding.Of(result, coverage.Schedules));
            outcomes[name] = new(name, (known?.Count ?? 0) + 1, first);
            return coverage.Schedules < options.Schedules && clock.Elapsed < options.Time
                && !cancellation.IsCancellationRequested;
        });
        watchdog.Resume();
        foreach (var outcome in outcomes.Values)
        {
            if (outcome.First is not null)
            {
                Confirmation.Of(outcome.First, explorer);
            }
        }

        return new([.. outcomes.Values], coverage);
    }
}
