using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>
/// Sees, while an execution runs, which fields two threads use in conflict: one word, two threads, at least
/// one write, after the object became shared; which locks are tried; and which objects a thread reaches
/// though no pointer was stored that leads there. Threads that run alone (setup, teardown) do not count.
/// </summary>
internal sealed class ConflictObserver : IStepReader
{
    /// <summary>How many groups there can be that stand for no field.</summary>
    private const int OtherGroups = 4;

    private readonly ReversibleCells<Users> words = new();
    private readonly ReversibleArray<Users> others = new(SlabCache.Count * OtherGroups);
    private readonly ReversibleArray<ulong> seen = new(SlabCache.Count);
    private readonly ReversibleArray<ulong> tried = new(SlabCache.Count);
    private readonly ReversibleList<ulong> reached = new();

    /// <inheritdoc/>
    public ulong Kinds { get; } = EventMask.Writes | EventMask.Of(
        OperationKind.Load,
        OperationKind.Await,
        OperationKind.LockWait,
        OperationKind.Lock,
        OperationKind.TryLock,
        OperationKind.RcuEnter,
        OperationKind.GracePeriodBegin,
        OperationKind.TakeState,
        OperationKind.CallRcu,
        OperationKind.BarrierBegin,
        OperationKind.Reuse,
        OperationKind.Allocate,
        OperationKind.Free);

    /// <summary>The conflicts seen so far.</summary>
    public ConflictSet Seen => new(seen.Items, tried.Items, reached.Items);

    /// <inheritdoc/>
    public void Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        ref readonly var operation = ref item.Operation;
        ushort thread = item.Thread.Number;
        bool isAlone = thread == ThreadName.Setup.Number || thread == ThreadName.Teardown.Number;
        if (!isAlone && operation.Kind == OperationKind.TryLock && step.IsShared)
        {
            Try(operation.Address, history);
        }

        if (!step.HasEffect || isAlone)
        {
            return;
        }

        switch (operation.Kind)
        {
            case OperationKind.RcuEnter:
                Use(thread, 0, ConflictSet.GracePeriods, write: false);
                break;
            case OperationKind.GracePeriodBegin or OperationKind.TakeState:
                Use(thread, 0, ConflictSet.GracePeriods, write: true);
                break;
            case OperationKind.CallRcu:
                Use(thread, 0, ConflictSet.GracePeriods, write: true);
                Use(thread, 0, ConflictSet.Callbacks, write: false);
                break;
            case OperationKind.BarrierBegin:
                Use(thread, 0, ConflictSet.Callbacks, write: true);
                break;
            case OperationKind.Reuse:
                UseFreed(thread, operation, write: true);
                break;
            case OperationKind.Allocate:
                Allocate(thread, operation);
                break;
            default:
                Meet(step, thread, history);
                break;
        }
    }

    /// <inheritdoc/>
    public void Mark()
    {
        words.Mark();
        others.Mark();
        seen.Mark();
        tried.Mark();
        reached.Mark();
    }

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        words.BackTo(mark);
        others.BackTo(mark);
        seen.BackTo(mark);
        tried.BackTo(mark);
        reached.BackTo(mark);
    }

    /// <summary>Takes in what a thread does to an object.</summary>
    private void Meet(in Step step, ushort thread, ExecutionHistory history)
    {
        ref readonly var operation = ref step.Event.Operation;
        Reach(operation.Address, step, history);
        switch (operation.Kind)
        {
            case OperationKind.Free:
                Free(step, thread, history);
                break;
            case OperationKind.Copy or OperationKind.Fill:
                UseRange(step, thread, history);
                break;
            case OperationKind.Lock or OperationKind.TryLock when step.IsShared:
                Use(thread, operation.Address, (LockMode)operation.Detail != LockMode.Read, history);
                break;
            case not OperationKind.LockWait when step.IsShared:
                Use(thread, operation.Address, step.Event.Wrote, history);
                break;
        }
    }

    /// <summary>
    /// Notes an object that became shared only because a thread that did not make it used it.
    /// </summary>
    private void Reach(ulong address, in Step step, ExecutionHistory history)
    {
        if (history.Objects.IsPublishedBy(address, step.Position)
            && !history.IsOf(address, step.Event.Thread))
        {
            reached.Change().Add(SimulatedAddress.Object(address));
        }
    }

    /// <summary>A lock that is tried is found free or not: so it matters when it is released.</summary>
    private void Try(ulong address, ExecutionHistory history)
    {
        int kind = history.Objects.KindOf(address);
        ulong field = 1UL << history.Objects.FieldOf(address).Group;
        if ((tried[kind] & field) == 0)
        {
            tried.Change(kind) |= field;
        }
    }

    private void UseRange(in Step step, ushort thread, ExecutionHistory history)
    {
        ref readonly var operation = ref step.Event.Operation;
        if (operation.Kind == OperationKind.Copy && operation.Operand > 0)
        {
            Reach(operation.Value, step, history);
        }

        bool reads = operation.Kind == OperationKind.Copy && history.Objects.IsShared(operation.Value);
        for (ulong i = 0; i < operation.Operand; i++)
        {
            if (step.IsShared)
            {
                Use(thread, operation.Address + (i * 8), write: true, history);
            }

            if (reads)
            {
                Use(thread, operation.Value + (i * 8), write: false, history);
            }
        }
    }

    /// <summary>
    /// To free an object is to write each of its words that was used. To free one of a type-stable cache
    /// begins the grace period after which its memory is something else.
    /// </summary>
    private void Free(in Step step, ushort thread, ExecutionHistory history)
    {
        ulong address = step.Event.Operation.Address;
        var cache = history.Objects.CacheOf(address);
        if (cache.TypeStable)
        {
            UseFreed(thread, step.Event.Operation, write: true);
            Use(thread, 0, ConflictSet.GracePeriods, write: true);
        }

        for (int i = 0; step.IsShared && i < cache.Words; i++)
        {
            ulong word = address + ((ulong)i * 8);
            if (words[word].Any)
            {
                Use(thread, word, write: true, history);
            }
        }
    }

    /// <summary>An allocation that reused nothing might have, had another thread freed it before.</summary>
    private void Allocate(ushort thread, in Operation operation)
    {
        if (operation.Operand == 1)
        {
            UseFreed(thread, operation, write: false);
        }
    }

    /// <summary>Takes in what a thread does with the freed objects of a type-stable cache.</summary>
    private void UseFreed(ushort thread, in Operation operation, bool write)
    {
        var cache = SlabCache.At(operation.Detail);
        if (cache.TypeStable)
        {
            Use(thread, cache.Root.Number, ConflictSet.Reuse, write);
        }
    }

    private void Use(ushort thread, ulong address, bool write, ExecutionHistory history)
    {
        var cache = history.Objects.CacheOf(address);
        var (kind, group) = (cache.Root.Number, cache.FieldOf(SimulatedAddress.Word(address)).Group);
        if (!IsSeen(kind, group) && words.Change(address).Take(thread, write))
        {
            seen.Change(kind) |= 1UL << group;
        }
    }

    private void Use(ushort thread, int cache, int group, bool write)
    {
        if (!IsSeen(cache, group) && others.Change((cache * OtherGroups) + group).Take(thread, write))
        {
            seen.Change(cache) |= 1UL << group;
        }
    }

    private bool IsSeen(int cache, int group) => (seen[cache] >> group & 1) != 0;

    /// <summary>Who has read and who has written something; 0 for nobody.</summary>
    private struct Users
    {
        private const ushort Several = ushort.MaxValue;
        private ushort reader;
        private ushort writer;

        /// <summary>True if anybody has used it.</summary>
        public readonly bool Any => (reader | writer) != 0;

        /// <summary>Takes in a use; true if it is in conflict with an earlier one.</summary>
        public bool Take(ushort thread, bool write)
        {
            bool conflict = IsOther(writer, thread) || (write && IsOther(reader, thread));
            (reader, writer) = write ? (reader, Merge(writer, thread)) : (Merge(reader, thread), writer);
            return conflict;
        }

        private static ushort Merge(ushort known, ushort thread) =>
            known == 0 || known == thread ? thread : Several;

        private static bool IsOther(ushort known, ushort thread) => known != 0 && known != thread;
    }
}
