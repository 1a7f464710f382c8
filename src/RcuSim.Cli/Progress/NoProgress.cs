using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>Shows nothing: for pipes and tests.</summary>
internal sealed class NoProgress : IProgressView
{
    public CheckResult Watch(string title, Func<Action<EnginePlan, Coverage>?, CheckResult> run) => run(null);
}
