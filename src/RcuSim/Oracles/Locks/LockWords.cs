using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// A word is a lock or it is not, as its field says (<see cref="SlabField.IsLock"/>): only a lock is locked,
/// and a lock that others can reach is not written like a number. Setup may write it: it is alone.
/// </summary>
internal sealed class LockWords : IOracle
{
    private static readonly ulong locking =
        EventMask.Of(OperationKind.Lock, OperationKind.LockWait, OperationKind.TryLock);

    /// <inheritdoc/>
    public ulong Kinds { get; } = locking | EventMask.Writes;

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        bool locks = EventMask.Has(locking, item.Operation.Kind);
        bool alone = item.Thread == ThreadName.Setup;
        if (!locks && (alone || !step.IsShared || !item.Wrote))
        {
            return null;
        }

        ulong address = item.Operation.Address;
        if (history.Objects.FieldOf(address).IsLock == locks)
        {
            return null;
        }

        string what = locks
            ? $"locks {history.Name(address)}, whose field does not say that it is a lock"
            : $"writes {history.Name(address)}, which is a lock";
        return new Explanation(history).At(step.Position, "the access").Proves(
            ViolationKind.LockMisuse, $"{item.Thread} {what}.", step.Position);
    }
}
