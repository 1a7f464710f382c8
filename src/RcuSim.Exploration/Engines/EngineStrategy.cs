namespace RcuSim.Exploration;

/// <summary>A way in which an engine chooses executions.</summary>
/// <param name="Name">The name used on the command line.</param>
/// <param name="Summary">One sentence for lists.</param>
public sealed record EngineStrategy(string Name, string Summary);
