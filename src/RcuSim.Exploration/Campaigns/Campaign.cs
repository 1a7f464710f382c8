using System.Diagnostics;
using RcuSim.Checking;

namespace RcuSim.Exploration;

/// <summary>
/// Explores one scenario until its budget is used up or a rule is broken. The conflict set grows from
/// schedule to schedule. After a hazard (a walk without protection, locks in both orders) it goes on for a
/// while, since the harm that comes of it is the better proof.
/// </summary>
public sealed class Campaign : IDisposable
{
    private const long Patience = 1000;
    private readonly CampaignOptions options;
    private readonly Coverage coverage = new();
    private readonly IExplorer explorer;
    private long boundReached;
    private Finding? finding;

    /// <summary>Sets the scenario up and starts the engine.</summary>
    public Campaign(CampaignOptions options)
    {
        this.options = options;
        explorer = CreateExplorer(options);
    }

    /// <summary>The conflicts between threads that were seen.</summary>
    public ConflictSet Conflicts => explorer.Execution.Filter.Conflicts;

    /// <summary>Sets a scenario up on the engine that the options name.</summary>
    public static IExplorer CreateExplorer(CampaignOptions options)
    {
        var execution = new OnlineExecution(
            options.Scenario, options.Bugs, options.Failures, options.Limits, options.Oracles());
        execution.Filter.Enabled = options.Filter;
        return options.Engine == EngineKind.Baton
            ? new BatonExplorer(execution, BatonStrategy.All.First(s => s.Name == options.Strategy).Create())
            : new CoyoteExplorer(execution, CoyoteStrategy.All.First(s => s.Name == options.Strategy));
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
        explorer.Explore(options.Seed, () =>
        {
            Take();
            progress?.Invoke(coverage);
            return !IsDone() && clock.Elapsed < options.Time && !cancellation.IsCancellationRequested;
        });
        ShowFinding();

        var verdict = finding is not null ? Verdict.Violation
            : boundReached > 0 || cancellation.IsCancellationRequested ? Verdict.Inconclusive
            : Verdict.Pass;
        bool cancelled = cancellation.IsCancellationRequested;
        return new(verdict, coverage, clock.Elapsed, boundReached, cancelled, finding);
    }

    /// <inheritdoc/>
    public void Dispose() => explorer.Dispose();

    private static bool IsHazard(Violation violation) =>
        violation.Kind is ViolationKind.NakedWalk or ViolationKind.LockOrder or ViolationKind.DataRace;

    private bool IsDone() => coverage.Schedules >= options.Schedules
        || (finding is { } last
            && (!IsHazard(last.Violation) || coverage.Schedules - last.Number >= Patience));

    /// <summary>Goes back to the execution of the finding, if others have run since.</summary>
    private void ShowFinding()
    {
        var state = explorer.Execution.State;
        if (finding is not { } last || ReferenceEquals(last.Violation, state.Violation))
        {
            return;
        }

        explorer.Execution.Filter.Conflicts = last.Conflicts;
        if (!explorer.Replay(last.Schedule) || state.Violation?.Sentence != last.Violation.Sentence)
        {
            throw new InvalidOperationException(
                $"schedule {last.Number} broke a rule, but not when it ran again: {last.Violation.Sentence}");
        }
    }

    private void Take()
    {
        var execution = explorer.Execution;
        coverage.Add(execution.Behaviour, execution.Events, execution.Points);
        boundReached += execution.BoundReached ? 1 : 0;
        if (execution.State.Violation is { } violation && (finding is null || !IsHazard(violation)))
        {
            finding = new(violation, execution.Schedule, coverage.Schedules, Conflicts.Clone(), execution);
        }

        if (Conflicts.Add(execution.State.Conflicts.Seen))
        {
            coverage.Refine();
        }
    }
}
