using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>What <c>check</c> has to say; the text and the JSON document are two renderings of it.</summary>
internal sealed record CheckReport
{
    /// <summary>The version of the JSON document's form.</summary>
    public int Schema => 1;

    public string Command => "check";

    public required Verdict Verdict { get; init; }

    public int ExitCode => (int)Verdict;

    /// <summary>The verdict in one sentence.</summary>
    public required string Sentence { get; init; }

    public required string Scenario { get; init; }

    public required string Regime { get; init; }

    /// <summary>The parent's mappings, in words.</summary>
    public required string Layout { get; init; }

    public required IReadOnlyList<string> Threads { get; init; }

    /// <summary>What was left out of the layout, one line each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<string> Bugs { get; init; }

    /// <summary>The failure plan; empty if nothing was to fail.</summary>
    public required string Failures { get; init; }

    public required ulong Seed { get; init; }

    public required IReadOnlyList<CampaignReport> Campaigns { get; init; }

    public ViolationReport? Violation { get; init; }

    /// <summary>Where the violation was saved.</summary>
    public SavedFinding? Replay { get; init; }

    public IReadOnlyList<string> NotModelled => Cli.NotModelled.All;

    public static CheckReport Of(
        CheckRequest request,
        IReadOnlyList<CampaignReport> campaigns,
        ViolationReport? violation,
        SavedFinding? replay)
    {
        var subject = request.Subject;
        var verdict = violation is not null ? Verdict.Violation : campaigns.Max(c => c.Verdict);
        string gap = Gap(subject, campaigns);
        verdict = verdict == Verdict.Pass && gap.Length > 0 ? Verdict.Inconclusive : verdict;
        return new()
        {
            Verdict = verdict,
            Sentence = violation?.Sentence ?? $"{verdict}: {Summary(subject, campaigns)}{gap}.",
            Scenario = subject.Scenario.Name,
            Regime = Cli.Regime.NameOf(subject.Options.Regime),
            Layout = subject.Options.Layout is { } layout ? $"{layout.Entries.Count:N0} VMAs" : "built in",
            Threads = [.. subject.Scenario.Actors.Select(actor => actor.Label)],
            Notes = subject.Notes,
            Bugs = [.. subject.Bugs.Select(b => b.Id)],
            Failures = subject.Failures.ToString(),
            Seed = request.Seed,
            Campaigns = campaigns,
            Violation = violation,
            Replay = replay,
        };
    }

    private static string Summary(Subject subject, IReadOnlyList<CampaignReport> campaigns)
    {
        long count = campaigns.Sum(c => c.Schedules);
        string schedules = count == 1 ? "1 schedule" : $"{count:N0} schedules";
        string bugs = subject.Bugs.Count == 0
            ? ""
            : $", though {string.Join(", ", subject.Bugs.Select(b => b.Id))} was switched on";
        return $"no rule was broken in {schedules} of {subject.Scenario.Name}{bugs}";
    }

    /// <summary>Why that is no pass; empty if it is one.</summary>
    private static string Gap(Subject subject, IReadOnlyList<CampaignReport> campaigns)
    {
        var idle = subject.Bugs.Where((_, n) => campaigns.All(c => c.BugActed[n] == 0)).Select(b => b.Id);
        return campaigns.Any(c => c.Interrupted) ? ", but the run was interrupted"
            : campaigns.Sum(c => c.BoundReached) is > 0 and var cut
                ? $", but {cut:N0} were cut off at the bound on events"
            : campaigns.Any(c => c.Conflicts.Count == 0) ? ", but no two threads ever touched the same field"
            : Unseen(campaigns) is { Count: > 0 } unseen
                ? $", but {string.Join(" and ", unseen)} never happened"
            : idle.FirstOrDefault() is { } bug ? $", but {bug} never acted"
            : "";
    }

    /// <summary>The rules of the failure plan that nothing obeyed in any campaign.</summary>
    private static List<string> Unseen(IReadOnlyList<CampaignReport> campaigns) =>
        [.. campaigns[0].FailuresUnseen.Where(rule => campaigns.All(c => c.FailuresUnseen.Contains(rule)))];
}
