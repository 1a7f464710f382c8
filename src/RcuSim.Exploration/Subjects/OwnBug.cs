namespace RcuSim.Exploration;

/// <summary>Something that a scenario can break of itself.</summary>
/// <param name="Id">The name.</param>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="SaysWhenItActs">True if there is a site of its name and of kind bug.</param>
internal sealed record OwnBug(string Id, string Scenario, bool SaysWhenItActs);
