using RcuSim.Scenarios;

namespace RcuSim.Cli;

/// <summary>A scenario that the command knows by name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Summary">One sentence for lists.</param>
/// <param name="Create">Makes it.</param>
internal sealed record ScenarioKind(string Name, string Summary, Func<ScenarioSettings, Scenario> Create);
