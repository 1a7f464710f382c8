using RcuSim.Checking;
using RcuSim.Exploration;
using RcuSim.Scenarios;

namespace RcuSim.Cli;

/// <summary>What can be checked, and by which rules.</summary>
/// <param name="Scenarios">The scenarios; the first is the default.</param>
/// <param name="Create">Makes one of them by name.</param>
/// <param name="Oracles">The rules, made afresh for each campaign.</param>
internal sealed record Laboratory(
    IReadOnlyList<ScenarioInfo> Scenarios,
    Func<string, ScenarioOptions, ScenarioCreation> Create,
    Func<IReadOnlyList<IOracle>> Oracles)
{
    /// <summary>What a failure plan can name.</summary>
    public IReadOnlyList<FailureKind> FailureKinds { get; init; } = FailureKind.All;

    /// <summary>The engines, in the order in which they run by default.</summary>
    public IReadOnlyList<Engine> Engines { get; init; } = EngineCatalogue.All;

    /// <summary>The built-in scenarios and rules.</summary>
    public static Laboratory Standard { get; } =
        new(ScenarioCatalogue.All, ScenarioCatalogue.Create, OracleSet.Default);
}
