using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>What one engine covered.</summary>
internal sealed record CampaignReport
{
    public required string Engine { get; init; }

    public required string Strategy { get; init; }

    public required Verdict Verdict { get; init; }

    public required long Schedules { get; init; }

    public required double EventsPerSchedule { get; init; }

    /// <summary>The events before which another thread could go first.</summary>
    public required double PointsPerSchedule { get; init; }

    /// <summary>Distinct behaviours of the <see cref="ComparableSchedules"/>.</summary>
    public required int Behaviours { get; init; }

    /// <summary>The schedules since a conflict was last seen for the first time: they can be
    /// compared.</summary>
    public required long ComparableSchedules { get; init; }

    /// <summary>The share of new behaviours among the last schedules; null if none can be
    /// compared.</summary>
    public required double? RecentNew { get; init; }

    /// <summary>How many schedules <see cref="RecentNew"/> speaks of.</summary>
    public required long RecentSchedules { get; init; }

    /// <summary>The Good–Turing estimate of the chance that the next schedule is new; null if none can be
    /// compared.</summary>
    public required double? ChanceOfNew { get; init; }

    /// <summary>The fields on which threads were seen to conflict.</summary>
    public required IReadOnlyList<string> Conflicts { get; init; }

    /// <summary>The schedules in which each bug acted, in the order of the bugs; null if it does not say.
    /// </summary>
    public required IReadOnlyList<long?> BugActed { get; init; }

    /// <summary>How many schedules had an injected failure.</summary>
    public required long FailureInjected { get; init; }

    /// <summary>The rules of the failure plan that nothing ever obeyed.</summary>
    public required IReadOnlyList<string> FailuresUnseen { get; init; }

    /// <summary>How many schedules were cut off at the bound on events.</summary>
    public required long BoundReached { get; init; }

    /// <summary>Which schedule broke a rule, from 1; null if none did.</summary>
    public required long? FoundIn { get; init; }

    /// <summary>What it found, as one message; null if nothing.</summary>
    public required string? Sentence { get; init; }

    /// <summary>True if that was not run again, since the command was interrupted.</summary>
    public required bool Unconfirmed { get; init; }

    /// <summary>Where that was saved; null if it found nothing.</summary>
    public required SavedFinding? Replay { get; init; }

    public required bool Interrupted { get; init; }

    public required double Seconds { get; init; }

    /// <summary>Describes a campaign.</summary>
    /// <param name="result">What it covered.</param>
    /// <param name="saved">Where its finding was saved; null if it has none.</param>
    /// <param name="bugs">The bugs that were switched on, in the order in which they were named.</param>
    public static CampaignReport Of(
        CampaignResult result, SavedFinding? saved, IReadOnlyList<string> bugs)
    {
        var coverage = result.Coverage;
        return new()
        {
            Engine = result.Engine.Name,
            Strategy = result.Strategy,
            Verdict = result.Verdict,
            Schedules = coverage.Schedules,
            EventsPerSchedule = (double)coverage.Events / Math.Max(1, coverage.Schedules),
            PointsPerSchedule = (double)coverage.Points / Math.Max(1, coverage.Schedules),
            Behaviours = coverage.Behaviours,
            ComparableSchedules = coverage.Comparable,
            RecentNew = coverage.Comparable == 0 ? null : coverage.RecentNew,
            RecentSchedules = Math.Min(coverage.Comparable, Coverage.Window),
            ChanceOfNew = coverage.Comparable == 0 ? null : coverage.ChanceOfNew,
            Conflicts = result.Conflicts,
            BugActed = [.. bugs.Select(bug => Acted(bug, result.BugActed))],
            FailureInjected = result.FailureInjected,
            FailuresUnseen = result.FailuresUnseen,
            BoundReached = result.BoundReached,
            FoundIn = result.Finding?.Number,
            Sentence = result.Finding?.Violation.Message,
            Unconfirmed = result.IsUnconfirmed,
            Replay = saved,
            Interrupted = result.Cancelled,
            Seconds = result.Elapsed.TotalSeconds,
        };
    }

    private static long? Acted(string bug, IReadOnlyDictionary<string, long> counts) =>
        counts.TryGetValue(bug, out long count) ? count : null;
}
