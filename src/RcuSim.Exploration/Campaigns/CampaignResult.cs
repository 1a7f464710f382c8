namespace RcuSim.Exploration;

/// <summary>What a campaign found and covered.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Coverage">What was covered.</param>
/// <param name="Conflicts">The fields on which threads were seen to conflict, by name.</param>
/// <param name="Elapsed">How long it took, set-up included.</param>
/// <param name="BoundReached">How many schedules were cut off at the bound on events.</param>
/// <param name="Cancelled">True if it was interrupted.</param>
/// <param name="Finding">What was found, or null.</param>
public sealed record CampaignResult(
    Verdict Verdict,
    Coverage Coverage,
    IReadOnlyList<string> Conflicts,
    TimeSpan Elapsed,
    long BoundReached,
    bool Cancelled,
    Finding? Finding);
