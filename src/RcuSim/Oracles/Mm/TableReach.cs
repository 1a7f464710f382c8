using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Oracles;

/// <summary>
/// I4: a page table is taken out of the one in which it hangs only when no other hangs in it: nobody could
/// reach that one any more, whatever the count of tables says.
/// </summary>
internal sealed class TableReach : IOracle
{
    /// <inheritdoc/>
    public ulong Kinds => EventMask.Of(OperationKind.Store);

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        ulong table = step.Before;
        if (table == 0 || table == item.Operation.Value || !IsTable(item.Operation.Address, history)
            || !IsTable(table, history) || FirstIn(table, history) is not { } lost)
        {
            return null;
        }

        string name = AddressName.Object(table, history);
        string below = AddressName.Object(lost, history);
        return new Explanation(history).Life(lost).LastChange(item.Operation.Address, step.Position)
            .At(step.Position, $"{name} is taken out with {below} in it").Proves(
                ViolationKind.Leak,
                $"{item.Thread} takes {name} out while {below} hangs in it: nobody reaches that any more.",
                step.Position);
    }

    /// <summary>The first table in use that a table points to, or null.</summary>
    private static ulong? FirstIn(ulong table, ExecutionHistory history)
    {
        foreach (ulong entry in history.Memory.Range(table, TableGeometry.Entries))
        {
            if (IsTable(entry, history) && history.Objects[entry].State == ObjectState.Allocated)
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>True if a word points into a page table.</summary>
    private static bool IsTable(ulong word, ExecutionHistory history) =>
        history.Objects.IsPointer(word) && TableCaches.Has(history.Objects.CacheOf(word));
}
