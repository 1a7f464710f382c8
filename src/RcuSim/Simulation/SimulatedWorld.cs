using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Simulation;

/// <summary>
/// What memory, locks and RCU answer under sequential consistency: a pure function of the history. It changes
/// nothing and judges nothing; to what makes no sense (a load of freed memory) it answers poison.
/// </summary>
/// <param name="history">What has happened.</param>
internal sealed class SimulatedWorld(ExecutionHistory history)
{
    /// <summary>What has happened.</summary>
    public ExecutionHistory History => history;

    /// <summary>
    /// True if a thread's operation could be answered now. False: it has to wait for another thread.
    /// </summary>
    public bool IsEnabled(ThreadName thread, in Operation operation) => operation.Kind switch
    {
        OperationKind.Lock => !history.MayUse(thread, operation.Address)
            || history.Protections.IsFree(thread, operation.Address, (LockMode)operation.Detail),
        OperationKind.Await => !history.MayUse(thread, operation.Address)
            || operation.IsSatisfiedBy(history.Memory[operation.Address]),
        OperationKind.Join => history.Threads.HasEnded(operation.Other),
        OperationKind.Reuse => history.Objects.IsReusable(operation.Address, operation.Detail),
        OperationKind.GracePeriodEnd => history.Rcu.MayEnd(thread),
        OperationKind.CallbackBegin => history.Rcu.MayBegin(thread, (int)operation.Value),
        OperationKind.BarrierEnd => history.Rcu.MayPassBarrier(thread),
        OperationKind.SpinEnd => MayLearn(thread),
        _ => true,
    };

    /// <summary>True if a thread whose lock is not free has yet to join the lock's queue.</summary>
    public bool HasToQueue(ThreadName thread, in Operation operation) =>
        operation.Kind == OperationKind.Lock
        && !history.Protections.IsQueued(thread, operation.Address)
        && !IsEnabled(thread, operation);

    /// <summary>Answers an operation that is enabled.</summary>
    /// <param name="thread">The thread that asks.</param>
    /// <param name="operation">What is asked.</param>
    /// <param name="decision">
    /// The answer where that is not the world's to give: a choice, an injected failure, the address of an
    /// allocation, whether a grace period has gone by that may have.
    /// </param>
    public ulong Answer(ThreadName thread, in Operation operation, ulong decision) =>
        operation.Kind switch
        {
            OperationKind.Store => 0,
            >= OperationKind.Load and <= OperationKind.Replace or OperationKind.Await =>
                history.MayUse(thread, operation.Address)
                    ? history.Memory[operation.Address]
                    : WordPatterns.Poison,
            OperationKind.TryLock => MayTake(thread, operation) ? 1UL : 0,
            OperationKind.CallRcu => (ulong)history.Rcu.CallsOf(thread) + 1,
            OperationKind.TakeState => (ulong)history.Rcu.States + 1,
            OperationKind.PollState => history.Rcu.HasElapsed(operation.Value, operation.Detail) switch
            {
                true => 1,
                false => 0,
                null => decision,
            },
            OperationKind.Spin =>
                (ulong)history.Loops.Fruitless(thread, operation.Site, history.Log.Count, 1, out _),
            _ => decision,
        };

    /// <summary>Where an allocation gets memory that nobody has had.</summary>
    public ulong FreshAddress(in Operation allocation) => allocation.Address != 0
        ? allocation.Address
        : history.Objects.NextForCallbacks(SlabCache.At(allocation.Detail));

    /// <summary>
    /// True if a further turn of a thread that spins could be answered differently from the fruitless one.
    /// </summary>
    private bool MayLearn(ThreadName thread)
    {
        var reads = history.Loops.LastSpin(thread);
        foreach (int position in reads)
        {
            ref readonly var read = ref history.Log[position];
            if (Answer(thread, read.Operation, Later(read.Operation)) != read.Result)
            {
                return true;
            }
        }

        return reads.Count == 0;
    }

    /// <summary>What a poll answers after some time, where it may answer either.</summary>
    private ulong Later(in Operation read) => read.Kind == OperationKind.PollState
        && history.Rcu.WillElapse(read.Value, read.Detail) ? 1UL : 0;

    private bool MayTake(ThreadName thread, in Operation operation)
    {
        ulong address = operation.Address;
        return history.MayUse(thread, address)
            && !history.Protections.IsQueuedFor(address)
            && history.Protections.IsFree(thread, address, (LockMode)operation.Detail);
    }
}
