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

    /// <summary>The campaigns that ran, in order; the last one found what was found.</summary>
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

    /// <summary>What was found, or null.</summary>
    public Finding? Finding => Campaigns[^1].Finding;

    /// <summary>The finding in the form of a file; null if nothing was found.</summary>
    internal ReplayFile? ToFile()
    {
        var last = Campaigns[^1];
        return last.Finding is not { } finding ? null : FindingFile.Of(
            finding, Request.Subject, new(last.Engine.Name, last.Strategy, Request.Seed, finding.Number));
    }
}
