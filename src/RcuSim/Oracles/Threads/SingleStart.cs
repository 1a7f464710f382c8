using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// A thread that others start is started once, by a thread that runs beside others: not by setup or teardown,
/// which run alone, nor by a callback, which may run after all the others have ended.
/// </summary>
internal sealed class SingleStart : IOracle
{
    /// <inheritdoc/>
    public ulong Kinds => 0;

    /// <inheritdoc/>
    public ulong Refused { get; } = EventMask.Of(OperationKind.Start);

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        var other = item.Operation.Other;
        int before = history.Threads.StartedAt(other);
        string why = item.Thread.IsActor
            ? $"which {history.Log[before].Thread} has started before"
            : "though only an actor may";
        return new Explanation(history)
            .At(item.Thread.IsActor ? before : -1, $"{other} is started")
            .At(step.Position, "the start that may not be")
            .Proves(ViolationKind.ThreadMisuse, $"{item.Thread} starts {other}, {why}.", step.Position);
    }
}
