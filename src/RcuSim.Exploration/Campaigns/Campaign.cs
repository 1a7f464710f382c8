using System.Diagnostics;
using RcuSim.History;
using RcuSim.Replays;

namespace RcuSim.Exploration;

/// <summary>
/// Explores one scenario until its budget is used up or a rule is broken. After a latent violation (a walk
/// without protection, locks in both orders, a data race) it keeps exploring for a while and passes over what
/// is latent, since the harm that comes of it is the better proof. It also ends after the third schedule that
/// is cut off at the bound on events, and runs every finding again before it reports it.
/// </summary>
public sealed class Campaign : IDisposable
{
    private const long Patience = 1000;
    private const long MostCutOff = 3;
    private readonly CampaignOptions options;
    private readonly Coverage coverage = new();
    private readonly string strategy;
    private readonly BugCounter bugs;
    private readonly FailureCounter failures;
    private readonly Watchdog watchdog;
    private readonly IExplorer explorer;
    private ConflictSet conflicts = new();
    private long boundReached;
    private string endless = "";
    private Finding? finding;

    /// <summary>Sets the scenario up and starts the engine.</summary>
    /// <exception cref="ArgumentException">An option has no meaning.</exception>
    /// <exception cref="ScenarioException">The scenario is badly formed, or setup does not end.</exception>
    public Campaign(CampaignOptions options)
    {
        CampaignOptions.Check(options);
        this.options = options;
        strategy = options.Strategy ?? options.Engine.Strategies[0].Name;
        bugs = new(options.BugNames);
        failures = new(options.Failures);
        watchdog = new(new ExecutionOptions(options) { SeeksHarm = true });
        IExplorer? made = null;
        watchdog.Run(() => made = options.Engine.Explorer(watchdog.Options, strategy));
        explorer = made!;
    }

    /// <summary>Runs the campaign.</summary>
    /// <param name="progress">Called after each schedule; not when the finding is shown again.</param>
    /// <param name="cancellation">
    /// Ends the campaign at once, in the middle of a schedule too, which then does not count; what was found
    /// is kept.
    /// </param>
    /// <exception cref="ScenarioException">
    /// The scenario does not do the same when it runs again, or a body does not come back.
    /// </exception>
    public CampaignResult Run(Action<Coverage>? progress = null, CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        using var registration = cancellation.Register(watchdog.Interrupt);
        watchdog.Run(() =>
        {
            explorer.Explore(options.Seed, result =>
            {
                if (result.Interrupted)
                {
                    return false;
                }

                Take(result);
                progress?.Invoke(coverage);
                return !IsDone() && clock.Elapsed < options.Time && !cancellation.IsCancellationRequested;
            });
            if (finding is not null)
            {
                watchdog.Resume();
                Confirmation.Of(finding, explorer);
            }
        });

        return new(options.Engine, strategy, coverage)
        {
            Elapsed = clock.Elapsed,
            Conflicts = ConflictNames.Fields(conflicts),
            BoundReached = boundReached,
            Endless = endless,
            Cancelled = cancellation.IsCancellationRequested,
            BugActed = bugs.Executions,
            FailureInjected = failures.Executions,
            FailuresUnseen = failures.Unseen,
            Finding = finding,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!watchdog.HasLost)
        {
            explorer.Dispose();
        }
    }

    private bool IsDone() => coverage.Schedules >= options.Schedules || boundReached >= MostCutOff
        || (finding is { } last
            && (!last.Violation.Kind.IsLatent || coverage.Schedules - last.Number >= Patience));

    private void Take(ExecutionResult result)
    {
        coverage.Add(result);
        bugs.Take(result);
        failures.Take(result);
        boundReached += result.BoundReached ? 1 : 0;
        endless = endless.Length == 0 ? result.Endless : endless;
        if (result.Violation is { } violation && (finding is null || !violation.Kind.IsLatent))
        {
            finding = Finding.Of(result, coverage.Schedules);
        }

        conflicts = result.Conflicts;
    }
}
