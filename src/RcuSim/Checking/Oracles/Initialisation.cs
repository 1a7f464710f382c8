using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>
/// G2: no thread reads a word that nobody has written since another thread took its object from the cache:
/// the object was published too early.
/// </summary>
/// <remarks>Objects of type-stable caches keep what they held, so nothing can be said of them.</remarks>
public sealed class Initialisation : IOracle
{
    /// <inheritdoc/>
    public ulong Kinds => EventMask.Of(OperationKind.Load);

    /// <inheritdoc/>
    public void Apply(in Event item, int position, SystemState state)
    {
        ulong address = item.Operation.Address;
        if (item.Result != MemoryImage.Uninitialised || !state.Objects.IsPointer(address)
            || SimulatedAddress.Thread(address) == item.Thread.Name.Number)
        {
            return;
        }

        var argument = new Argument(state).Life(address, state);
        argument.PointerTo(item.Thread, address, position, state);
        state.Report(argument.At(position, "the word was never written").Proves(
            ViolationKind.UninitialisedRead,
            $"{item.Thread.Name} reads {state.Name(address)} before it was ever written.",
            position));
    }
}
