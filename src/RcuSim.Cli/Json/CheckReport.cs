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

    /// <summary>The verdict as one message.</summary>
    public required string Sentence { get; init; }

    /// <summary>True if it is a pass after few schedules.</summary>
    public required bool FewSchedules { get; init; }

    public required string Scenario { get; init; }

    /// <summary>The fork variant; null in a scenario of the user's own.</summary>
    public required string? Regime { get; init; }

    /// <summary>The parent's mappings, in words; null in a scenario of the user's own.</summary>
    public required string? Layout { get; init; }

    public required IReadOnlyList<string> Threads { get; init; }

    /// <summary>What was left out of the layout, one line each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<string> Bugs { get; init; }

    /// <summary>The failure plan; empty if nothing was to fail.</summary>
    public required string Failures { get; init; }

    public required ulong Seed { get; init; }

    public required IReadOnlyList<CampaignReport> Campaigns { get; init; }

    public ViolationReport? Violation { get; init; }

    /// <summary>Where the violation that was found first was saved.</summary>
    public SavedFinding? Replay { get; init; }

    public IReadOnlyList<string> NotModelled => Exploration.NotModelled.All;

    /// <summary>Describes a check.</summary>
    /// <param name="result">What it found and covered.</param>
    /// <param name="replays">Where each campaign's finding was saved; null if it has none.</param>
    public static CheckReport Of(CheckResult result, IReadOnlyList<SavedFinding?> replays)
    {
        var subject = result.Request.Subject;
        return new()
        {
            Verdict = result.Verdict,
            Sentence = result.Message,
            FewSchedules = result.IsShort,
            Scenario = subject.Scenario.Name,
            Regime = Scenarios.Regime.NameOf(subject.Options.Regime),
            Layout = subject.Options.Layout is not { } layout ? "built in"
                : layout.Count == 1 ? "1 VMA"
                : $"{layout.Count:N0} VMAs",
            Threads = [.. subject.Scenario.Actors.Select(actor => actor.Label)],
            Notes = subject.Notes,
            Bugs = subject.BugIds,
            Failures = subject.Failures.ToString(),
            Seed = result.Request.Seed,
            Campaigns =
            [
                .. result.Campaigns.Zip(
                    replays, (campaign, saved) => CampaignReport.Of(campaign, saved, subject.BugIds)),
            ],
            Violation = result.Finding is { } finding ? ViolationReport.Of(finding) : null,
            Replay = replays.FirstOrDefault(saved => saved is not null),
        };
    }
}
