using RcuSim.History;
using RcuSim.Replays;

namespace RcuSim.Exploration;

/// <summary>Runs a recorded execution again and compares it step by step.</summary>
/// <param name="recorded">The execution.</param>
internal sealed class FindingReplay(ReplayExecution recorded)
{
    /// <summary>Runs it.</summary>
    /// <param name="engine">Who follows it.</param>
    /// <param name="options">What it is an execution of.</param>
    /// <param name="difference">Empty, or the first difference.</param>
    /// <returns>The same finding; null if anything differs.</returns>
    public Finding? Run(Engine engine, ExecutionOptions options, out string difference)
    {
        var watchdog = new Watchdog(options);
        string differs = "";
        Finding? found = null;
        watchdog.Run(() => found = Follow(engine, watchdog.Options, out differs));
        difference = differs;
        return found;
    }

    private Finding? Follow(Engine engine, ExecutionOptions options, out string difference)
    {
        // The explorer sets the scenario up: only then are its caches known, which the file names.
        using var explorer = engine.Explorer(options);
        if (Read(options, out difference) is not { } schedule)
        {
            return null;
        }

        var result = explorer.Replay(schedule);
        if (result.Violation is { Kind.IsLatent: true } latent && latent.Kind != recorded.Kind)
        {
            // It was passed over when the harm was found that comes of it.
            result = explorer.Replay(schedule with { SeeksHarm = true });
        }

        difference = Astray(result, schedule.Conflicts) ?? "";
        if (difference.Length > 0)
        {
            return null;
        }

        var finding = result.Violation is null ? null : Finding.Of(result, 1);
        difference = recorded.Difference(finding?.Record ?? recorded with { Setup = "" }) ?? "";
        return difference.Length == 0 ? finding : null;
    }

    private Schedule? Read(ExecutionOptions options, out string error)
    {
        var conflicts = ConflictNames.Parse(recorded.Conflicts, out error);
        if (conflicts is null)
        {
            return null;
        }

        var steps = ReplayRun.Split(
            recorded.Schedule, label => ThreadLabels.Find(options.Scenario, label), out error);
        return steps is null ? null : new(steps, recorded.Choices, conflicts);
    }

    /// <summary>Where an execution went astray that did not end as recorded; else null.</summary>
    private string? Astray(ExecutionResult result, ConflictSet conflicts)
    {
        var history = result.History;
        bool ends = result.Fits && result.Violation is not null;
        return ends || ReplayEvents.DigestOfSetup(history) != recorded.Setup
            ? null
            : recorded.EventDifference(ReplayEvents.Of(history, conflicts))
                ?? "every step is the same, but nothing is violated";
    }
}
