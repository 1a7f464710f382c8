using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>
/// What an execution has come to: a fold over its events in a linear order, whoever reports them and when. It
/// takes the answers as reported; it answers nothing and judges nothing.
/// </summary>
/// <remarks>
/// An event that may not be (a use of freed memory, a release of what is not held) is logged and changes
/// nothing else; the step says so.
/// </remarks>
public sealed partial class ExecutionHistory : IEventSink, IReversible
{
    private readonly List<int> marks = [];
    private readonly ReversibleArray<int> changes = new(256);

    /// <summary>Creates the history of an execution in which nothing has happened.</summary>
    internal ExecutionHistory()
    {
        Objects = new(Memory);
        Rcu = new(Protections);
        Loops = new(Log);
    }

    /// <summary>Everything that happened, setup included.</summary>
    public EventLog Log { get; } = new();

    /// <summary>The words, as the stores so far have left them.</summary>
    internal MemoryImage Memory { get; } = new();

    /// <summary>The objects and their lives.</summary>
    internal ObjectTable Objects { get; }

    /// <summary>What each thread is protected by, and who waits for which lock.</summary>
    internal Protections Protections { get; } = new();

    /// <summary>Grace periods and callbacks.</summary>
    internal RcuHistory Rcu { get; }

    /// <summary>Which threads have begun, and which have ended.</summary>
    internal ThreadLives Threads { get; } = new();

    /// <summary>The turns of loops, and which of them were in vain.</summary>
    internal LoopTurns Loops { get; }

    /// <summary>The position of the first event after setup.</summary>
    public int Start { get; private set; }

    /// <summary>How many changes that others can see threads other than the given one have made.</summary>
    internal int ChangesByOthers(ThreadName thread)
    {
        int sum = -changes[thread.Number];
        foreach (int count in changes.Items)
        {
            sum += count;
        }

        return sum;
    }

    /// <summary>
    /// Has objects count as shared from the first, as if a pointer to them had been stored where others find
    /// it: other threads are known to reach them in ways that cannot be seen.
    /// </summary>
    /// <param name="addresses">The addresses of the objects, whether there yet or not.</param>
    internal void Foresee(IReadOnlySet<ulong> addresses) => Objects.Foresee(addresses);

    /// <summary>Takes in the next event.</summary>
    internal Step Take(in Event item)
    {
        int position = Log.Count;
        ref readonly var logged = ref Log.Append(item);
        switch (logged.Operation.Kind)
        {
            case >= OperationKind.Load and <= OperationKind.Replace or OperationKind.Await:
                return TakeWord(logged, position);
            case OperationKind.Copy or OperationKind.Fill:
                return TakeRange(logged, position);
            case OperationKind.Reuse:
                return TakeReuse(logged, position);
            case OperationKind.Allocate:
                return TakeAllocation(logged, position);
            case OperationKind.Free:
                return TakeFree(logged, position);
            case >= OperationKind.LockWait and <= OperationKind.Downgrade:
                return TakeLock(logged, position);
            case OperationKind.RcuEnter or OperationKind.RcuLeave:
                return TakeSection(logged, position);
            case OperationKind.CallRcu:
                return TakeHandOver(logged, position);
            case OperationKind.CallbackBegin:
                return TakeCallback(logged, position);
            case >= OperationKind.GracePeriodBegin and <= OperationKind.BarrierEnd:
                return TakeRcu(logged, position);
            case OperationKind.Spin:
                return TakeSpin(logged, position);
            case OperationKind.SpinEnd:
                return TakeSpinEnd(logged, position);
            case OperationKind.Begin:
                return TakeBegin(logged, position);
            case OperationKind.Start:
                return TakeStart(logged, position);
            case OperationKind.End:
                return TakeEnd(logged, position);
            default:
                return new(in logged, position) { HasEffect = true };
        }
    }

    /// <inheritdoc/>
    void IEventSink.Take(in Event item) => Take(item);

    /// <inheritdoc/>
    public void Mark()
    {
        marks.Add(Log.Count);
        Memory.Mark();
        Objects.Mark();
        Protections.Mark();
        changes.Mark();
        Rcu.Mark();
        Loops.Mark();
        Threads.Mark();
    }

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        Log.Truncate(marks[mark]);
        marks.RemoveRange(mark + 1, marks.Count - mark - 1);
        Memory.BackTo(mark);
        Objects.BackTo(mark);
        Protections.BackTo(mark);
        changes.BackTo(mark);
        Rcu.BackTo(mark);
        Loops.BackTo(mark);
        Threads.BackTo(mark);
    }

    private Step TakeLock(in Event item, int position)
    {
        ulong address = item.Operation.Address;
        if (!MayUse(item.Thread, address))
        {
            return Refused(item, position, address);
        }

        Reach(item.Thread, address, in Objects[address], position);
        bool had = Protections.Take(item, position);
        if (had && item.Operation.Kind is OperationKind.Unlock or OperationKind.Downgrade)
        {
            changes.Change(item.Thread.Number)++;
        }

        ref readonly var record = ref Objects[address];
        return new(in item, position)
        {
            HasEffect = had,
            StateBefore = record.State,
            IsShared = record.Shared,
        };
    }

    private Step TakeSection(in Event item, int position) =>
        new(in item, position) { HasEffect = Protections.Take(item, position) };

    /// <summary>The object and the argument are shared with whoever runs the callback.</summary>
    private Step TakeHandOver(in Event item, int position)
    {
        Rcu.Take(item, position);
        if (Objects.IsPointer(item.Operation.Operand))
        {
            Objects.Share(item.Operation.Operand, position);
        }

        ulong target = item.Operation.Address;
        if (!Objects.IsKnown(target))
        {
            return new(in item, position) { HasEffect = target == 0 };
        }

        var before = Objects[target].State;
        bool shared = Objects[target].Shared;
        if (before == ObjectState.Allocated)
        {
            Objects.Share(target, position);
            ref var record = ref Objects.Change(target);
            record.State = ObjectState.Retired;
            record.RetiredAt = position;
        }

        return new(in item, position)
        {
            HasEffect = before == ObjectState.Allocated,
            StateBefore = before,
            IsShared = shared,
        };
    }

    /// <summary>What a callback was handed is no longer retired once it runs.</summary>
    private Step TakeCallback(in Event item, int position)
    {
        var (target, queuedAt) = Rcu.Take(item, position);
        if (Objects.IsPointer(target) && Objects[target].State == ObjectState.Retired
            && Objects[target].RetiredAt == queuedAt)
        {
            Objects.Change(target).State = ObjectState.Allocated;
        }

        return new(in item, position) { HasEffect = true };
    }

    private Step TakeRcu(in Event item, int position)
    {
        Rcu.Take(item, position);
        return new(in item, position) { HasEffect = true };
    }

    private Step TakeSpin(in Event item, int position)
    {
        Loops.Take(item, position);
        return new(in item, position) { HasEffect = true };
    }

    /// <summary>What a thread spun on has changed: grace periods that it polled are over.</summary>
    private Step TakeSpinEnd(in Event item, int position)
    {
        foreach (int read in Loops.LastSpin(item.Thread))
        {
            ref readonly var operation = ref Log[read].Operation;
            if (operation.Kind == OperationKind.PollState)
            {
                Rcu.Elapse(operation.Value, operation.Detail);
            }
        }

        return new(in item, position) { HasEffect = true };
    }

    private Step TakeBegin(in Event item, int position)
    {
        Threads.Begin(item.Thread);
        return new(in item, position) { HasEffect = true };
    }

    private Step TakeStart(in Event item, int position) => new(in item, position)
    {
        HasEffect = Threads.Start(item.Thread, item.Operation.Other, position),
    };

    private Step TakeEnd(in Event item, int position)
    {
        Threads.End(item.Thread);
        if (Objects.IsPointer(item.Operation.Value))
        {
            Objects.Share(item.Operation.Value, position);
        }

        if (item.Thread == ThreadName.Setup)
        {
            Start = position + 1;
        }

        return new(in item, position) { HasEffect = true };
    }

    private Step Refused(in Event item, int position, ulong address) => new(in item, position)
    {
        StateBefore = Objects.IsPointer(address) ? Objects[address].State : ObjectState.Never,
    };
}
