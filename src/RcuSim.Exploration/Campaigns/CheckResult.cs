using RcuSim.Replays;

namespace RcuSim.Exploration;

/// <summary>What several campaigns about one subject say together.</summary>
public sealed class CheckResult(CheckRequest request, IReadOnlyList<CampaignResult> campaigns)
{
    /// <summary>What was asked for.</summary>
    public CheckRequest Request { get; } = request;

    /// <summary>The campaigns that ran, in order; the last one found what was found.</summary>
    public IReadOnlyList<CampaignResult> Campaigns { get; } = campaigns;

    /// <summary>The verdict.</summary>
    public Verdict Verdict => Judgement.Of(Campaigns);

    /// <summary>What is missing for a pass; null if nothing is, or something was found.</summary>
    public Gap? Gap => Judgement.GapOf(Campaigns);

    /// <summary>What was found, or null.</summary>
    public Finding? Finding => Campaigns[^1].Finding;

    /// <summary>The finding in the form of a file; null if nothing was found.</summary>
    public ReplayFile? ToFile()
    {
        var last = Campaigns[^1];
        return last.Finding is not { } finding ? null : FindingFile.Of(
            finding, Request.Subject, new(last.Engine.Name, last.Strategy, Request.Seed, finding.Number));
    }
}
