using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// A thread releases only what it holds, and leaves only a read-side critical section it is in.
/// </summary>
internal sealed class LockRules : IOracle
{
    /// <inheritdoc/>
    public ulong Kinds => 0;

    /// <inheritdoc/>
    public ulong Refused { get; } = EventMask.Of(
        OperationKind.Unlock, OperationKind.Downgrade, OperationKind.RcuLeave);

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        var thread = step.Event.Thread;
        ref readonly var operation = ref step.Event.Operation;
        if (operation.Kind == OperationKind.RcuLeave)
        {
            string of = RcuDomain.Suffix(operation.Detail);
            return new(
                ViolationKind.LockMisuse,
                $"{thread} leaves a read-side critical section{of} it is not in.",
                [],
                step.Position);
        }

        return history.MayUse(thread, operation.Address)
            ? new(
                ViolationKind.LockMisuse,
                $"{thread} releases a lock that it does not hold: {history.Name(operation.Address)}.",
                [$"{thread}: {EventText.Of(operation, 0, history)}"],
                step.Position)
            : null;
    }
}
