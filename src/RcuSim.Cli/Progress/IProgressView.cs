using RcuSim.Exploration;

namespace RcuSim.Cli;

/// <summary>Shows how far a check is while it runs.</summary>
internal interface IProgressView
{
    /// <summary>Runs a check and watches it.</summary>
    /// <param name="title">What runs first.</param>
    /// <param name="run">Runs it; takes what is to be called after each schedule.</param>
    CheckResult Watch(string title, Func<Action<EnginePlan, Coverage>?, CheckResult> run);
}
