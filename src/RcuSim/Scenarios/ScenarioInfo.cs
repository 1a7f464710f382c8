namespace RcuSim.Scenarios;

/// <summary>What a list says of a scenario.</summary>
/// <param name="Name">The name used on the command line.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="TakesLayout">True if the parent's layout and the number of readers can be chosen.</param>
/// <param name="FailurePlan">The failures it injects by default; empty: none.</param>
public sealed record ScenarioInfo(string Name, string Summary, bool TakesLayout, string FailurePlan);
