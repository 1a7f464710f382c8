using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Exploration;

/// <summary>
/// Decides before which operations another thread may go first. That matters only where two threads can
/// conflict: a shared object's field in the conflict set, a lock, a section against a grace period, callbacks
/// against a barrier.
/// </summary>
/// <remarks>
/// Releasing (unlock, leave, downgrade) needs no scheduling point of its own: whoever was waiting can run at
/// the thread's next point, and nothing visible lies in between. A lock that somebody tries is another
/// matter: whether it is still held can be seen without waiting for it.
/// </remarks>
/// <param name="history">What has happened.</param>
internal sealed class VisibleFilter(ExecutionHistory history)
{
    /// <summary>The fields on which threads are known to conflict.</summary>
    public ConflictSet Conflicts { get; set; } = new();

    /// <summary>False to make every operation a scheduling point, for comparison.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>True if the operation is a scheduling point.</summary>
    /// <remarks>A callback has been chosen before it begins.</remarks>
    public bool IsVisible(in Operation operation) => operation.Kind switch
    {
        OperationKind.CallbackBegin => false,
        _ when !Enabled => true,
        OperationKind.Begin or OperationKind.Retry or OperationKind.Spin => true,
        >= OperationKind.Load and <= OperationKind.Replace => IsConflict(operation.Address),
        OperationKind.Await or OperationKind.Lock or OperationKind.TryLock => IsConflict(operation.Address),
        OperationKind.Copy => IsConflict(operation.Address, operation.Operand)
            || IsConflict(operation.Value, operation.Operand),
        OperationKind.Fill => IsConflict(operation.Address, operation.Operand),
        OperationKind.RcuEnter or (>= OperationKind.GracePeriodBegin and <= OperationKind.PollState) =>
            Conflicts.Contains(0, ConflictSet.GracePeriods),
        OperationKind.CallRcu => Conflicts.Contains(0, ConflictSet.GracePeriods)
            || Conflicts.Contains(0, ConflictSet.Callbacks),
        OperationKind.BarrierBegin => Conflicts.Contains(0, ConflictSet.Callbacks),
        OperationKind.Unlock or OperationKind.Downgrade => IsTried(operation.Address),
        OperationKind.Allocate => MayReuse(operation),
        OperationKind.Free => IsFreeVisible(operation),
        _ => false,
    };

    private bool IsConflict(ulong address)
    {
        var cache = history.Objects.CacheOfShared(address);
        return cache is not null
            && Conflicts.Contains(cache.Root.Number, cache.FieldOf(SimulatedAddress.Word(address)).Group);
    }

    private bool IsTried(ulong address)
    {
        if (history.Objects.CacheOfShared(address) is not { } cache)
        {
            return false;
        }

        int group = cache.FieldOf(SimulatedAddress.Word(address)).Group;
        return Conflicts.IsTried(cache.Root.Number, group) && Conflicts.Contains(cache.Root.Number, group);
    }

    /// <summary>What lies beyond the object conflicts with nothing: nobody may use it.</summary>
    private bool IsConflict(ulong address, ulong words)
    {
        if (history.Objects.CacheOfShared(address) is not { } cache)
        {
            return false;
        }

        int most = cache.Words - SimulatedAddress.Word(address);
        for (int i = 0; i < most && (ulong)i < words; i++)
        {
            if (IsConflict(WordAddress.Of(address, i)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// An allocation that finds an object freed may take it. To free one hinders nobody: whoever comes before
    /// could as well have left it alone.
    /// </summary>
    private bool MayReuse(in Operation allocation)
    {
        var cache = SlabCache.At(allocation.Detail);
        return cache.TypeStable && allocation.Operand == 1
            && Conflicts.Contains(cache.Root.Number, ConflictSet.Reuse);
    }

    private bool IsFreeVisible(in Operation operation)
    {
        var cache = SlabCache.At(operation.Detail);
        return (cache.TypeStable && Conflicts.Contains(0, ConflictSet.GracePeriods))
            || IsConflict(operation.Address, (ulong)cache.Words);
    }
}
