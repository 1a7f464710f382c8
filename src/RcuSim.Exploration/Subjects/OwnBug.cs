namespace RcuSim.Exploration;

/// <summary>Something that a scenario can break of itself; the library knows its name only.</summary>
/// <param name="Id">The name.</param>
/// <param name="Scenario">The scenario's name.</param>
internal sealed record OwnBug(string Id, string Scenario);
