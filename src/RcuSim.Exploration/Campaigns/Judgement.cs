namespace RcuSim.Exploration;

/// <summary>
/// Decides what campaigns about one subject say together. A pass needs more than that nothing was found:
/// every campaign ran as far as it was to and saw threads race; every failure and every bug acted in one of
/// them.
/// </summary>
internal static class Judgement
{
    /// <summary>The verdict.</summary>
    public static Verdict Of(IReadOnlyList<CampaignResult> campaigns) =>
        campaigns.Any(c => c.Finding is not null) ? Verdict.Violation
        : GapOf(campaigns) is not null ? Verdict.Inconclusive
        : Verdict.Pass;

    /// <summary>What is missing for a pass; null if nothing is, or something was found.</summary>
    public static Gap? GapOf(IReadOnlyList<CampaignResult> campaigns)
    {
        if (campaigns.Any(c => c.Finding is not null))
        {
            return null;
        }

        long cutOff = campaigns.Sum(c => c.BoundReached);
        return campaigns.Any(c => c.Cancelled) ? new(GapKind.Interrupted)
            : cutOff > 0 ? new(GapKind.BoundReached)
            {
                CutOff = cutOff,
                Story = campaigns.First(c => c.BoundReached > 0).Endless,
            }
            : campaigns.Any(c => c.Conflicts.Count == 0) ? new(GapKind.NothingRaced)
            : Missing(campaigns, c => c.FailuresUnseen) is { Count: > 0 } failures
                ? new(GapKind.FailureNeverHappened) { Failures = failures }
            : Missing(campaigns, c => c.BugsIdle) is { Count: > 0 } bugs
                ? new(GapKind.BugNeverActed) { Bugs = bugs }
            : null;
    }

    /// <summary>What is missing in every campaign.</summary>
    private static List<T> Missing<T>(
        IReadOnlyList<CampaignResult> campaigns, Func<CampaignResult, IEnumerable<T>> missing) =>
        [.. missing(campaigns[0]).Where(item => campaigns.All(c => missing(c).Contains(item)))];
}
