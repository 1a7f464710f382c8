using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// Tells a word that nobody has written from one that has the same value by chance, by the log. Looked for
/// only where a word reads so, which is rare.
/// </summary>
internal static class UnwrittenWord
{
    private static readonly ulong storing = EventMask.Of(
        OperationKind.Store, OperationKind.CompareExchange, OperationKind.Exchange);

    /// <summary>
    /// Where the contents of a word come from that reads as if it had never been written: its own address, or
    /// that of the word it was copied from; 0 if somebody wrote it.
    /// </summary>
    /// <param name="address">The word.</param>
    /// <param name="before">A log position; only events before it count.</param>
    /// <param name="history">The history whose log it is.</param>
    public static ulong Origin(ulong address, int before, ExecutionHistory history)
    {
        for (int i = before - 1; i >= 0; i--)
        {
            ref readonly var item = ref history.Log[i];
            ref readonly var operation = ref item.Operation;
            switch (operation.Kind)
            {
                case OperationKind.Allocate when IsOf(item, address):
                    return SlabCache.At(operation.Detail).TypeStable ? 0 : address;
                case OperationKind.Fill when IsIn(operation, address):
                    return 0;
                case OperationKind.Copy when IsIn(operation, address):
                    address = operation.Value + (address - operation.Address);
                    break;
                case not (OperationKind.Copy or OperationKind.Fill)
                    when item.Wrote && operation.Address == address:
                    i = Loaded(item, i, history);
                    if (i < 0)
                    {
                        return 0;
                    }

                    address = history.Log[i].Operation.Address;
                    break;
            }
        }

        return 0;
    }

    /// <summary>
    /// Where the thread that stores what reads as never written got it from: its last load of such a word, or
    /// -1 if it stores a value of its own.
    /// </summary>
    private static int Loaded(in Event store, int position, ExecutionHistory history)
    {
        ref readonly var operation = ref store.Operation;
        bool passesOn = EventMask.Has(storing, operation.Kind)
            && operation.Value == WordPatterns.Uninitialised;
        for (int i = position - 1; i >= 0 && passesOn; i--)
        {
            ref readonly var item = ref history.Log[i];
            if (item.Thread == store.Thread && item.Operation.Kind == OperationKind.Load
                && item.Result == WordPatterns.Uninitialised)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>True if an allocation handed a word out.</summary>
    private static bool IsOf(in Event allocation, ulong address) => allocation.Result != 0
        && address - allocation.Result
            < allocation.Operation.Operand << SimulatedAddress.Shift(allocation.Result);

    private static bool IsIn(in Operation range, ulong address) =>
        address - range.Address < range.Operand * WordAddress.Bytes;
}
