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
    /// <param name="cancellation">
    /// Ends the survey early, in the middle of a schedule too; what was counted is kept, also what there is
    /// no time to run again.
    /// </param>
    public static SurveyResult Run(
        CampaignOptions options,
        Func<ExecutionResult, string> outcomeOf,
        CancellationToken cancellation = default)
    {
        CampaignOptions.Check(options);
        ArgumentNullException.ThrowIfNull(outcomeOf);
        var watchdog = new Watchdog(options);
        using var registration = cancellation.Register(watchdog.Interrupt);
        var coverage = new Coverage();
        var outcomes = new Dictionary<string, Outcome>();
        watchdog.Run(() =>
        {
            using var explorer = options.Engine.Explorer(watchdog.Options, options.Strategy);
            Explore(options, explorer, result => Count(result, outcomeOf(result)), cancellation);
            foreach (var finding in outcomes.Values.Select(outcome => outcome.First).OfType<Finding>())
            {
                if (!Confirmation.Of(finding, explorer, watchdog))
                {
                    return;
                }
            }
        });
        return new([.. outcomes.Values], coverage);

        void Count(ExecutionResult result, string name)
        {
            coverage.Add(result);
            var known = outcomes.GetValueOrDefault(name);
            var first = known?.First ?? (result.Violation is null
                ? null
                : Finding.Of(result, coverage.Schedules));
            outcomes[name] = new(name, (known?.Count ?? 0) + 1, first);
        }
    }

    private static void Explore(
        CampaignOptions options,
        IExplorer explorer,
        Action<ExecutionResult> visit,
        CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        long count = 0;
        explorer.Explore(options.Seed, result =>
        {
            if (result.Interrupted)
            {
                return false;
            }

            visit(result);
            return ++count < options.Schedules && clock.Elapsed < options.Time
                && !cancellation.IsCancellationRequested;
        });
    }
}
