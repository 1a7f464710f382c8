using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Simulation;

/// <summary>
/// Stands before another engine and weakens an order on the way. Everything else stays, the numbers of events
/// too, so that a schedule of one leads through the other.
/// </summary>
/// <param name="inner">The engine that answers.</param>
/// <param name="weakening">What is weakened.</param>
/// <param name="history">Knows which field a word belongs to.</param>
internal sealed class WeakenedOrders(IEngine inner, Weakening weakening, ExecutionHistory history) : IEngine
{
    /// <inheritdoc/>
    public ulong Perform(SimulatedThread thread, in Operation operation) =>
        inner.Perform(thread, weakening.Apply(operation, history));
}
