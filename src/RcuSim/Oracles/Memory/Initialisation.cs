using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// G2: no thread reads a word that nobody has written since another thread took its object from the cache:
/// the object was published too early.
/// </summary>
/// <remarks>Objects of type-stable caches keep what they held, so nothing can be said of them.</remarks>
internal sealed class Initialisation : IOracle
{
    /// <inheritdoc/>
    public ulong Kinds => EventMask.Of(OperationKind.Load);

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        int position = step.Position;
        ulong address = item.Operation.Address;
        if (item.Result != WordPatterns.Uninitialised || !history.Objects.IsPointer(address)
            || SimulatedAddress.Thread(address) == item.Thread.Number)
        {
            return null;
        }

        var explanation = new Explanation(history).Life(address);
        explanation.PointerTo(item.Thread, address, position);
        return explanation.At(position, "the word was never written").Proves(
            ViolationKind.UninitialisedRead,
            $"{item.Thread} reads {history.Name(address)} before it was ever written.",
            position);
    }
}
