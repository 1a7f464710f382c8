using RcuSim.Replays;

namespace RcuSim.Exploration;

/// <summary>What several campaigns about one subject say together.</summary>
public sealed class CheckResult
{
    // (1 - 1/100)^n is below 1/20 from n = 299 on.
    private const long FewSchedules = 300;

    /// <summary>Creates the result of a check.</summary>
    internal CheckResult(CheckRequest request, IReadOnlyList<CampaignResult> campaigns)
    {
        Request = request;
        Campaigns = campaigns;
    }

    /// <summary>What was asked for.</summary>
    internal CheckRequest Request { get; }

    /// <summary>The campaigns that ran, in order.</summary>
    public IReadOnlyList<CampaignResult> Campaigns { get; }

    /// <summary>How many schedules ran in all.</summary>
    internal long Schedules => Campaigns.Sum(campaign => campaign.Coverage.Schedules);

    /// <summary>
    /// True for a pass after so few schedules that what fails in one of a hundred would be missed more often
    /// than in one run of twenty.
    /// </summary>
    internal bool IsShort => Verdict == Verdict.Pass && Schedules < FewSchedules;

    /// <summary>The verdict.</summary>
    public Verdict Verdict => Judgement.Of(Campaigns);

    /// <summary>What is missing for a pass; null if nothing is, or something was found.</summary>
    public Gap? Gap => Judgement.GapOf(Campaigns);

    /// <summary>The verdict and what it rests on, in one sentence; after a violation, its message.</summary>
    public string Message => CheckMessage.Of(this);

    /// <summary>What was found first, or null.</summary>
    public Finding? Finding => Campaigns.FirstOrDefault(c => c.Finding is not null)?.Finding;

    /// <summary>What was found first in the form of a file; null if nothing was found.</summary>
    internal ReplayFile? ToFile() => Campaigns.Select(ToFile).FirstOrDefault(file => file is not null);

    /// <summary>What a campaign found in the form of a file; null if it found nothing.</summary>
    internal ReplayFile? ToFile(CampaignResult campaign) => campaign.Finding is not { } finding
        ? null
        : FindingFile.Of(
            finding,
            Request.Subject,
            new(campaign.Engine.Name, campaign.Strategy, Request.Seed, finding.Number));
}
