using RcuSim.History;

namespace RcuSim.Oracles;

/// <summary>Knows whether a structure is being changed, from what the structure reports of itself.</summary>
internal interface IPendingWrites : IStepReader
{
    /// <summary>True if some change has begun and is not over.</summary>
    bool Any { get; }
}
