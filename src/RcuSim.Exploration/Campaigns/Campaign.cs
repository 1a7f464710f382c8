using System.Diagnostics;
using RcuSim.History;
using RcuSim.Replays;

namespace RcuSim.Exploration;

/// <summary>
/// Explores one scenario until its budget is used up or a rule is broken. After a latent violation (a walk
/// without protection, locks in both orders, a data race) it keeps exploring for a while and passes over what
/// is latent, since the harm that comes of it is the better proof. It also ends after the third schedule that
/// is cut off at the bound on events, and runs every finding again before it reports it, if it is given the
/// time.
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
    private readonly IExplorer? explorer;
    private ConflictSet conflicts = new();
    private long boundReached;
    private string endless = "";
    private Finding? finding;
    private bool isConfirmed;

    /// <summary>Sets the scenario up and starts the engine.</summary>
    /// <exception cref="ArgumentException">An option has no meaning.</exception>
    /// <exception cref="ScenarioException">The scenario is badly formed, or setup does not end.</exception>
    public Campaign(CampaignOptions options)
        : this(options, CancellationToken.None)
    {
    }

    /// <summary>Sets the scenario up and starts the engine.</summary>
    /// <param name="options">What to explore, how, and for how long.</param>
    /// <param name="cancellation">
    /// Ends setup at once; whoever gives it gives it to <see cref="Run"/> too.
    /// </param>
    internal Campaign(CampaignOptions options, CancellationToken cancellation)
    {
        CampaignOptions.Check(options);
        this.options = options;
        strategy = options.Strategy ?? options.Engine.Strategies[0].Name;
        bugs = new(options.BugNames);
        failures = new(options.Failures);
        watchdog = new(new ExecutionOptions(options) { SeeksHarm = true });
        IExplorer? made = null;
        using var registration = cancellation.Register(watchdog.Interrupt);
        watchdog.Run(() => made = options.Engine.Explorer(watchdog.Options, strategy));
        explorer = made;
    }

    /// <summary>Runs the campaign.</summary>
    /// <param name="progress">Called after each schedule; not when the finding is shown again.</param>
    /// <param name="cancellation">
    /// Ends the campaign at once, in the middle of a schedule too, which then does not count; what was found
    /// is kept, also if there is no time to run it again.
    /// </param>
    /// <exception cref="ScenarioException">
    /// The scenario does not do the same when it runs again, or a body does not come back.
    /// </exception>
    public CampaignResult Run(Action<Coverage>? progress = null, CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        using var registration = cancellation.Register(watchdog.Interrupt);
        if (explorer is not null)
        {
            watchdog.Run(() => Explore(explorer, progress, MayGoOn));
        }

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
            IsUnconfirmed = finding is not null && !isConfirmed,
        };

        bool MayGoOn() => clock.Elapsed < options.Time && !cancellation.IsCancellationRequested;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!watchdog.HasLost)
        {
            explorer?.Dispose();
        }
    }

    private void Explore(IExplorer engine, Action<Coverage>? progress, Func<bool> mayGoOn)
    {
        engine.Explore(options.Seed, result =>
        {
            if (result.Interrupted)
            {
                return false;
            }

            Take(result);
            progress?.Invoke(coverage);
            return !IsDone() && mayGoOn();
        });
        isConfirmed = finding is not null && Confirmation.Of(finding, engine, watchdog);
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
