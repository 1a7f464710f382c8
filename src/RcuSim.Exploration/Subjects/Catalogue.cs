using RcuSim.Oracles;
using RcuSim.Scenarios;

namespace RcuSim.Exploration;

/// <summary>What can be checked, and by which rules besides the library's.</summary>
/// <param name="Scenarios">The scenarios; the first is the default.</param>
/// <param name="Create">Makes one of them by name.</param>
/// <param name="Oracles">Rules besides the library's, made afresh for each campaign.</param>
public sealed record Catalogue(
    IReadOnlyList<ScenarioInfo> Scenarios,
    Func<string, ScenarioOptions, ScenarioCreation> Create,
    Func<IReadOnlyList<IOracle>> Oracles)
{
    /// <summary>What a failure plan can name.</summary>
    public IReadOnlyList<FailureKind> FailureKinds { get; init; } = FailureKind.All;

    /// <summary>The engines, in the order in which they run by default.</summary>
    public IReadOnlyList<Engine> Engines { get; init; } = EngineCatalogue.All;

    /// <summary>The built-in scenarios and the rules of the library.</summary>
    public static Catalogue Standard { get; } =
        new(ScenarioCatalogue.All, ScenarioCatalogue.Create, () => []);
}
