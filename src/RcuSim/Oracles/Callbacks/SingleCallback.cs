using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// What is handed to RCU is an object, not freed, and not handed over already to a callback that has yet to
/// run; nor is it freed before that.
/// </summary>
internal sealed class SingleCallback : IOracle
{
    /// <inheritdoc/>
    public ulong Kinds { get; } = EventMask.Of(OperationKind.Free);

    /// <inheritdoc/>
    public ulong Refused { get; } = EventMask.Of(OperationKind.CallRcu);

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        var thread = step.Event.Thread;
        ulong address = step.Event.Operation.Address;
        if (step.Event.Operation.Kind == OperationKind.Free)
        {
            return step.StateBefore == ObjectState.Retired ? FreedEarly(step, history) : null;
        }

        if (!history.Objects.IsKnown(address))
        {
            return new Explanation(history).At(step.Position, "the hand-over").Proves(
                ViolationKind.WildAccess,
                $"{thread} hands {AddressName.Value(address, history)} to RCU, which is no object.",
                step.Position);
        }

        string was = step.StateBefore == ObjectState.Freed ? "freed" : "handed over";
        return new Explanation(history)
            .Life(address)
            .At(step.Position, "it is handed to RCU again")
            .Proves(
                ViolationKind.DoubleCallback,
                $"{thread} hands {AddressName.Object(address, history)} to RCU, though it was {was} before.",
                step.Position);
    }

    private static Violation FreedEarly(in Step step, ExecutionHistory history)
    {
        ulong address = step.Event.Operation.Address;
        string callback = history.Rcu.QueuedAt(history.Objects[address].RetiredAt)!.Value.Thread.Label;
        return new Explanation(history).Life(address).Proves(
            ViolationKind.EarlyRelease,
            $"{step.Event.Thread} frees {AddressName.Object(address, history)}, which {callback} has yet "
                + "to be given.",
            step.Position);
    }
}
