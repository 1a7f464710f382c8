using RcuSim.Replays;

namespace RcuSim.Exploration;

/// <summary>What several campaigns about one subject say together.</summary>
public sealed class CheckResult
{
    /// <summary>Creates the result of a check.</summary>
    internal CheckResult(CheckRequest request, IReadOnlyList<CampaignResult> campaigns)
    {
        Request = request;
        Campaigns = campaigns;
    }

    /// <summary>What was asked for.</summary>
    public CheckRequest Request { get; }

    /// <summary>The campaigns that ran, in order; the last one found what was found.</summary>
    public IReadOnlyList<CampaignResult> Campaigns { get; }

    /// <summary>The verdict.</summary>
    public Verdict Verdict => Judgement.Of(Campaigns);

    /// <summary>What is missing for a pass; null if nothing is, or something was found.</summary>
    public Gap? Gap => Judgement.GapOf(Campaigns);

    /// <summary>The verdict and what it rests on, in one sentence; after a violation, its message.</summary>
    public string Message => CheckMessage.Of(this);

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
