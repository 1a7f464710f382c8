using System.Diagnostics;
using RcuSim.History;
using RcuSim.Replays;

namespace RcuSim.Exploration;

/// <summary>
/// Explores one scenario until its budget is used up or a rule is broken. After a latent violation (a walk
/// without protection, locks in both orders, a data race) it keeps exploring for a while, since the harm that
/// comes of it is the better proof.
/// </summary>
public sealed class Campaign : IDisposable
{
    private const long Patience = 1000;
    private readonly CampaignOptions options;
    private readonly Coverage coverage = new();
    private readonly string strategy;
    private readonly BugCounter bugs;
    private readonly FailureCounter failures;
    private readonly IExplorer explorer;
    private ConflictSet conflicts = new();
    private long boundReached;
    private Finding? finding;

    /// <summary>Sets the scenario up and starts the engine.</summary>
    public Campaign(CampaignOptions options)
    {
        this.options = options;
        strategy = options.Strategy ?? options.Engine.Strategies[0].Name;
        bugs = new(options.Bugs);
        failures = new(options.Failures);
        explorer = options.Engine.Explorer(options, strategy);
    }

    /// <summary>Runs the campaign.</summary>
    /// <param name="progress">Called after each schedule; not when the finding is shown again.</param>
    /// <param name="cancellation">Ends the campaign early; what was found is kept.</param>
    /// <exception cref="InvalidOperationException">
    /// The finding's schedule does not break the rule again: the scenario is not deterministic.
    /// </exception>
    public CampaignResult Run(Action<Coverage>? progress = null, CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        explorer.Explore(options.Seed, result =>
        {
            Take(result);
            progress?.Invoke(coverage);
            return !IsDone() && clock.Elapsed < options.Time && !cancellation.IsCancellationRequested;
        });
        ShowFinding();

        return new(options.Engine, strategy, coverage)
        {
            Elapsed = clock.Elapsed,
            Conflicts = ConflictNames.Fields(conflicts),
            BoundReached = boundReached,
            Cancelled = cancellation.IsCancellationRequested,
            BugActed = bugs.Executions,
            FailureInjected = failures.Executions,
            FailuresUnseen = failures.Unseen,
            Finding = finding,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => explorer.Dispose();

    private bool IsDone() => coverage.Schedules >= options.Schedules
        || (finding is { } last
            && (!last.Violation.Kind.IsLatent || coverage.Schedules - last.Number >= Patience));

    /// <summary>Checks that the finding comes again, if other executions have run since.</summary>
    private void ShowFinding()
    {
        if (finding is not { } last || last.Number == coverage.Schedules)
        {
            return;
        }

        var again = explorer.Replay(last.Witness);
        if (!again.Fits || again.Violation?.Message != last.Violation.Message)
        {
            throw new InvalidOperationException(
                $"schedule {last.Number} broke a rule, but not when it ran again: {last.Violation.Message}");
        }
    }

    private void Take(ExecutionResult result)
    {
        coverage.Add(result);
        bugs.Take(result);
        failures.Take(result);
        boundReached += result.BoundReached ? 1 : 0;
        if (result.Violation is { } violation && (finding is null || !violation.Kind.IsLatent))
        {
            finding = Finding.Of(result, options.Scenario, coverage.Schedules);
        }

        conflicts = result.Conflicts;
    }
}
