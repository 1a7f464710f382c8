using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// What is handed to RCU is an object, not freed, and not handed over already to a callback that has yet to
/// run.
/// </summary>
internal sealed class SingleCallback : IOracle
{
    /// <inheritdoc/>
    public ulong Kinds => 0;

    /// <inheritdoc/>
    public ulong Refused { get; } = EventMask.Of(OperationKind.CallRcu);

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        var thread = step.Event.Thread;
        ulong address = step.Event.Operation.Address;
        if (!history.Objects.IsPointer(address))
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
                $"{thread} hands {AddressName.Object(address)} to RCU, though it was {was} before.",
                step.Position);
    }
}
