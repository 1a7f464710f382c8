using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>An object is handed to RCU once, and not after it was freed.</summary>
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
        ulong address = step.Event.Operation.Value;
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
