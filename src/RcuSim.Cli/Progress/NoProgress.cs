using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>Shows nothing: for pipes and tests.</summary>
internal sealed class NoProgress : IProgressView
{
    public CampaignResult Watch(string title, Budget budget, Func<Action<Coverage>?, CampaignResult> run) =>
        run(null);
}
