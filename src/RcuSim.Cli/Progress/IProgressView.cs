using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>Shows how far a campaign is while it runs.</summary>
internal interface IProgressView
{
    /// <summary>Runs a campaign and watches it.</summary>
    /// <param name="title">What is running.</param>
    /// <param name="budget">How long it may run.</param>
    /// <param name="run">Runs it; takes what is to be called after each schedule.</param>
    CampaignResult Watch(string title, Budget budget, Func<Action<Coverage>?, CampaignResult> run);
}
