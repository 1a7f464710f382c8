using RcuSim.Checking;

namespace RcuSim.Cli;

/// <summary>What can be checked, and by which rules.</summary>
/// <param name="Scenarios">The scenarios; the first is the default.</param>
/// <param name="Oracles">The rules, made afresh for each campaign.</param>
internal sealed record Laboratory(IReadOnlyList<ScenarioKind> Scenarios, Func<IReadOnlyList<IOracle>> Oracles)
{
    /// <summary>The built-in scenarios and rules.</summary>
    public static Laboratory Standard { get; } = new([], () => []);
}
