namespace RcuSim.Cli;

/// <summary>A strategy of an engine.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Summary">One sentence for lists.</param>
internal sealed record StrategyInfo(string Name, string Summary);
