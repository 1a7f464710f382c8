namespace RcuSim.Cli;

/// <summary>What may be chosen about a scenario.</summary>
/// <param name="Regime">The fork regime's name.</param>
/// <param name="Readers">How many readers; null: as many as the scenario has by itself.</param>
internal sealed record ScenarioSettings(string Regime, int? Readers);
