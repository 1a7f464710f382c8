using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>
/// Chooses the events of a log that a timeline shows: what threads can see of each other, what the argument
/// names, and what the code says of itself.
/// </summary>
/// <param name="state">The state whose log it is.</param>
/// <param name="conflicts">The fields on which threads conflict.</param>
internal sealed class TimelineRows(SystemState state, ConflictSet conflicts)
{
    private readonly ObservationText observations = new(state);

    /// <summary>The rows, in the order of the log.</summary>
    /// <param name="evidence">The positions that are shown in any case.</param>
    public List<TimelineRow> Collect(IReadOnlySet<int> evidence)
    {
        var rows = new List<TimelineRow>();
        for (int i = 0; i < state.Log.Count; i++)
        {
            ref readonly var item = ref state.Log[i];
            bool named = evidence.Contains(i);
            bool observes = item.Operation.Kind == OperationKind.Observe;
            string? said = observes ? observations.Next(item) : null;
            if (named || said is not null || (i >= state.Start && !observes && IsShown(item)))
            {
                string text = said ?? EventText.Of(item.Operation, item.Result, state);
                bool span = observes && observations.IsSpan(item.Operation.Site);
                if (named || i >= state.Start)
                {
                    rows.Add(new(i, item.Thread, text, named || span));
                }
            }
        }

        return rows;
    }

    private bool IsShown(in Event item)
    {
        var operation = item.Operation;
        return operation.Kind switch
        {
            >= OperationKind.Load and <= OperationKind.Replace or OperationKind.Await =>
                IsConflict(operation.Address),
            OperationKind.Copy =>
                IsConflict(operation.Address, operation.Operand)
                || IsConflict(operation.Value, operation.Operand),
            OperationKind.Fill => IsConflict(operation.Address, operation.Operand),
            OperationKind.Lock or OperationKind.TryLock or OperationKind.Unlock or OperationKind.Downgrade =>
                state.IsShared(operation.Address),
            OperationKind.Allocate => item.Result == 0 || item.Result != operation.Address,
            OperationKind.Fail or OperationKind.TakeCallback => item.Result != 0,
            OperationKind.Begin or OperationKind.CallbackWord or OperationKind.CallbackDone
                or OperationKind.Fence => false,
            _ => true,
        };
    }

    private bool IsConflict(ulong address)
    {
        if (!state.IsShared(address))
        {
            return false;
        }

        var cache = SimulatedAddress.Cache(address);
        return conflicts.Contains(cache.Number, cache.FieldOf(SimulatedAddress.Word(address)).Group);
    }

    private bool IsConflict(ulong address, ulong words)
    {
        for (ulong i = 0; i < words; i++)
        {
            if (IsConflict(address + (i * 8)))
            {
                return true;
            }
        }

        return false;
    }
}
