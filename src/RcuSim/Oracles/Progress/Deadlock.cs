using RcuSim.Explaining;
using RcuSim.History;

namespace RcuSim.Oracles;

/// <summary>Threads do not wait for each other for ever.</summary>
internal sealed class Deadlock : IOracle
{
    /// <inheritdoc/>
    public ulong Kinds => 0;

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history) => null;

    /// <inheritdoc/>
    public Violation? AtStandstill(IReadOnlyList<Waiting> waiting, ExecutionHistory history) =>
        WaitGraph.Describe(waiting, history);
}
