using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>What can be chosen about a scenario. Immutable.</summary>
public sealed class ScenarioOptions
{
    /// <summary>The largest number of readers.</summary>
    internal const int MostReaders = 64;

    /// <summary>How fork copies and cleans up.</summary>
    public ForkRegime Regime { get; init; } = Scenarios.Regime.Default;

    /// <summary>The parent's mappings; null: the scenario's own.</summary>
    public VmaLayout? Layout { get; init; }

    /// <summary>What is broken on purpose by the scenario itself, as it calls it.</summary>
    internal IReadOnlyList<string> Bugs { get; init; } = [];

    /// <summary>How many readers; null: as many as the scenario has by itself.</summary>
    public int? Readers { get; init; }
}
