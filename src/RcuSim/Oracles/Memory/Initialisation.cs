using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// G2: no thread reads a word that nobody has written since another thread took its object from the cache:
/// the object was published too early. Nor does any thread calculate with such a word.
/// </summary>
/// <remarks>
/// As with the kernel's own sanitizer, to copy such words is no mistake, since a structure is copied whole;
/// the copy has then not been written either. What a thread does with a word that it loads from an object of
/// its own cannot be seen, and may be harmless. Objects of type-stable caches keep what they held, so nothing
/// can be said of them.
/// </remarks>
internal sealed class Initialisation : IOracle
{
    /// <summary>They change the word by what it was, or decide by it.</summary>
    private static readonly ulong calculating = EventMask.Of(
        OperationKind.CompareExchange, OperationKind.Add, OperationKind.Or, OperationKind.And);

    /// <inheritdoc/>
    public ulong Kinds { get; } = calculating | EventMask.Of(
        OperationKind.Load, OperationKind.Await, OperationKind.Exchange, OperationKind.Replace);

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        if (item.Result != WordPatterns.Uninitialised)
        {
            return null;
        }

        int position = step.Position;
        ulong address = item.Operation.Address;
        ulong origin = UnwrittenWord.Origin(address, position, history);
        bool isOwn = origin != 0 && history.IsOf(origin, item.Thread);
        return origin == 0 || (isOwn && !EventMask.Has(calculating, item.Operation.Kind))
            ? null
            : Describe(item.Thread, address, origin, position, history);
    }

    private static Violation Describe(
        ThreadName thread, ulong address, ulong origin, int position, ExecutionHistory history)
    {
        bool isCopy = origin != address;
        var explanation = new Explanation(history).Life(origin);
        if (isCopy)
        {
            explanation.LastChange(address, position);
        }

        explanation.PointerTo(thread, address, position);
        string copied = isCopy ? $", which has what {history.Name(origin)} had," : "";
        string it = isCopy ? "that" : "it";
        return explanation.At(position, "the word was never written").Proves(
            ViolationKind.UninitialisedRead,
            $"{thread} reads {history.Name(address)}{copied} before {it} was ever written.",
            position);
    }
}
