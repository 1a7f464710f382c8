using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Explaining;

/// <summary>
/// Chooses the events of a log that a timeline shows: what threads can see of each other, what the
/// explanation names, and what the code says of itself.
/// </summary>
/// <param name="history">The history whose log it is.</param>
/// <param name="conflicts">The fields on which threads conflict.</param>
internal sealed class TimelineRows(ExecutionHistory history, ConflictSet conflicts)
{
    /// <summary>The rows, in the order of the log.</summary>
    /// <param name="evidence">The positions that are shown in any case.</param>
    public List<TimelineRow> Collect(IReadOnlySet<int> evidence)
    {
        var rows = new List<TimelineRow>();
        for (int i = 0; i < history.Log.Count; i++)
        {
            ref readonly var item = ref history.Log[i];
            bool named = evidence.Contains(i);
            bool observes = item.Operation.Kind == OperationKind.Observe;
            string? said = observes ? ObservationText.Row(i, history) : null;
            if (named || said is not null || (i >= history.Start && !observes && IsShown(item, i)))
            {
                if (named || i >= history.Start)
                {
                    Add(rows, i, said, named || (observes && Matters(item.Operation.Site)));
                }
            }
        }

        return rows;
    }

    /// <summary>
    /// Adds a row; a load of the object that the row before loads from joins that row, once a field, if its
    /// order is the same.
    /// </summary>
    private void Add(List<TimelineRow> rows, int position, string? said, bool matters)
    {
        ref readonly var item = ref history.Log[position];
        string text = said ?? EventText.Of(item.Operation, item.Result, history);
        if (!matters && rows.Count > 0 && rows[^1] is { Matters: false } above && Joins(above, item))
        {
            string field = AddressName.Field(item.Operation.Address, history);
            string value = AddressName.Value(item.Result, history);
            rows[^1] = above with { Text = $"{above.Text}, {field} -> {value}" };
            return;
        }

        rows.Add(new(position, item.Thread, text, matters));
    }

    /// <summary>
    /// True for what frames the others: where operations begin and end, where a bug acts.
    /// </summary>
    private static bool Matters(int site) =>
        Site.KindOf(site) is SiteKind.Operation or SiteKind.OperationEnd or SiteKind.Bug;

    private bool Joins(TimelineRow above, in Event item)
    {
        ref readonly var first = ref history.Log[above.Position];
        return item.Operation.Kind == OperationKind.Load && first.Operation.Kind == OperationKind.Load
            && first.Operation.Order == item.Operation.Order && first.Thread == item.Thread
            && history.Objects.IsPointer(item.Operation.Address)
            && history.Objects.IsPointer(first.Operation.Address)
            && SimulatedAddress.Object(first.Operation.Address)
                == SimulatedAddress.Object(item.Operation.Address)
            && !above.Text.Contains(
                $"{AddressName.Field(item.Operation.Address, history)} -> ", StringComparison.Ordinal);
    }

    private bool IsShown(in Event item, int position)
    {
        var operation = item.Operation;
        return operation.Kind switch
        {
            >= OperationKind.Load and <= OperationKind.Replace or OperationKind.Await =>
                IsConflict(operation.Address, position),
            OperationKind.Copy =>
                IsConflict(operation.Address, operation.Operand, position)
                || IsConflict(operation.Value, operation.Operand, position),
            OperationKind.Fill => IsConflict(operation.Address, operation.Operand, position),
            OperationKind.Lock or OperationKind.TryLock or OperationKind.Unlock or OperationKind.Downgrade =>
                history.Objects.IsShared(operation.Address),
            OperationKind.Allocate => item.Result == 0,
            OperationKind.Fail => item.Result != 0,
            OperationKind.Begin or OperationKind.CallbackEnd or OperationKind.Fence => false,
            _ => true,
        };
    }

    private bool IsConflict(ulong address, int position)
    {
        if (!history.Objects.IsShared(address) || history.Objects[address].PublishedAt > position)
        {
            return false;
        }

        return conflicts.Contains(
            history.Objects.KindOf(address), history.Objects.FieldOf(address).Group);
    }

    private bool IsConflict(ulong address, ulong words, int position)
    {
        for (ulong i = 0; i < words; i++)
        {
            if (IsConflict(address + (i * 8), position))
            {
                return true;
            }
        }

        return false;
    }
}
