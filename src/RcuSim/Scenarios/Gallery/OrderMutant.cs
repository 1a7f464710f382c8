using RcuSim.Explaining;
using RcuSim.Simulation;

namespace RcuSim.Scenarios;

/// <summary>A lettered order of docs/ordering.md, taken away.</summary>
/// <param name="Layer">The layer whose letter it is.</param>
/// <param name="Letter">The letter.</param>
/// <param name="Weakening">What is weakened.</param>
/// <param name="Scenario">
/// The scenario in which it would show; null if none of the catalogue takes that step alongside readers.
/// </param>
/// <param name="Expected">
/// Any of these rules catches it there. None: nothing shows it as long as executions are sequentially
/// consistent.
/// </param>
internal sealed record OrderMutant(
    string Layer, string Letter, Weakening Weakening, string? Scenario, params ViolationKind[] Expected);
