namespace RcuSim.Exploration;

/// <summary>One of the things that can come of a scenario.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Count">How many executions ended so.</param>
/// <param name="First">The first of them that broke a rule; null if none did.</param>
public sealed record Outcome(string Name, long Count, Finding? First);
