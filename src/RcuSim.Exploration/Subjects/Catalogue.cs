using RcuSim.Oracles;
using RcuSim.Scenarios;

namespace RcuSim.Exploration;

/// <summary>What can be checked, and by which rules besides the library's.</summary>
/// <param name="scenarios">The scenarios; the first is the default.</param>
/// <param name="create">Makes one of them by name.</param>
/// <param name="oracles">Rules besides the library's, made afresh for each campaign.</param>
public sealed class Catalogue(
    IReadOnlyList<ScenarioInfo> scenarios,
    Func<string, ScenarioOptions, ScenarioCreation> create,
    Func<IReadOnlyList<IOracle>> oracles)
{
    /// <summary>The scenarios; the first is the default.</summary>
    public IReadOnlyList<ScenarioInfo> Scenarios { get; } = scenarios;

    /// <summary>Rules besides the library's, made afresh for each campaign.</summary>
    public Func<IReadOnlyList<IOracle>> Oracles { get; } = oracles;

    /// <summary>What a failure plan can name.</summary>
    public IReadOnlyList<FailureKind> FailureKinds { get; init; } = FailureKind.All;

    /// <summary>The engines, in the order in which they run by default.</summary>
    public IReadOnlyList<Engine> Engines { get; internal init; } = EngineCatalogue.All;

    /// <summary>The built-in scenarios and the rules of the library.</summary>
    public static Catalogue Standard { get; } =
        new(ScenarioCatalogue.All, ScenarioCatalogue.Create, () => []);

    /// <summary>Makes one of the scenarios by name.</summary>
    internal ScenarioCreation Create(string name, ScenarioOptions options) => create(name, options);
}
