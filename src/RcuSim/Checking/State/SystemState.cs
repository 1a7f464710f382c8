using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>
/// The state of the simulated machine as a fold over a linear event log: memory, objects, locks, RCU. An
/// online engine applies operations as it schedules them; any other engine feeds a linearisation afterwards.
/// It decides nothing.
/// </summary>
public sealed partial class SystemState
{
    private readonly IReadOnlyList<IOracle> oracles;
    private readonly List<ulong>?[] reusable = new List<ulong>?[SlabCache.Limit];
    private readonly IOracle[][] watchers;
    private int savedCount;

    /// <summary>Creates an empty state watched by oracles.</summary>
    public SystemState(IReadOnlyList<IOracle> oracles)
    {
        this.oracles = oracles;
        watchers = [.. Enum.GetValues<OperationKind>()
            .Select(kind => oracles.Where(o => EventMask.Has(o.Kinds, kind)).ToArray())];
        Objects = new(Memory);
    }

    /// <summary>The words.</summary>
    public MemoryImage Memory { get; } = new();

    /// <summary>The objects.</summary>
    public ObjectTable Objects { get; }

    /// <summary>The locks.</summary>
    public LockTable Locks { get; } = new();

    /// <summary>What each thread is protected by.</summary>
    public ProtectionTable Protections { get; } = new();

    /// <summary>Read sections, grace periods, callbacks.</summary>
    public RcuState Rcu { get; } = new();

    /// <summary>The conflicts between threads seen in this execution.</summary>
    public ConflictObserver Conflicts { get; } = new();

    /// <summary>Everything that happened, set-up included.</summary>
    public EventLog Log { get; } = new();

    /// <summary>The position of the first event after set-up.</summary>
    public int Start => savedCount;

    /// <summary>The first rule that was broken, or null.</summary>
    public Violation? Violation { get; private set; }

    /// <summary>The value that the last word access found before it wrote.</summary>
    public ulong Before { get; private set; }

    /// <summary>
    /// How many writes to shared words there were, by any thread; tells whether anything is new.
    /// </summary>
    public int Writes { get; private set; }

    /// <summary>The thread of the last write counted in <see cref="Writes"/>, or null.</summary>
    public SimulatedThread? LastWriter { get; private set; }

    /// <summary>How many writes to shared words threads other than the given one have made.</summary>
    public int WritesByOthers(SimulatedThread thread) => Writes - Protections[thread].Writes;

    /// <summary>Applies an operation and logs it.</summary>
    /// <param name="thread">The thread that asks.</param>
    /// <param name="operation">What it asks; must not need to wait.</param>
    /// <param name="decision">
    /// The answer where that is not the state's to give: a choice, an injected failure, the address of an
    /// allocation.
    /// </param>
    /// <returns>The answer.</returns>
    public ulong Apply(SimulatedThread thread, in Operation operation, ulong decision)
    {
        int position = Log.Count;
        ulong result = operation.Kind switch
        {
            >= OperationKind.Load and <= OperationKind.Replace or OperationKind.Await =>
                AccessWord(thread, operation, position),
            OperationKind.Copy or OperationKind.Fill => AccessRange(thread, operation, position),
            OperationKind.Allocate => Allocate(thread, operation, decision, position),
            OperationKind.Free => Free(thread, operation, position),
            >= OperationKind.Lock and <= OperationKind.Downgrade => UseLock(thread, operation, position),
            >= OperationKind.RcuEnter and <= OperationKind.CallbackDone =>
                UseRcu(thread, operation, position),
            _ => decision,
        };

        if (operation.Kind is >= OperationKind.Lock and <= OperationKind.RcuLeave)
        {
            Protections[thread].Apply(operation, result, position);
        }

        ref readonly var item = ref Log.Append(thread, operation, result);
        foreach (var oracle in watchers[(int)operation.Kind])
        {
            oracle.Apply(item, position, this);
        }

        return result;
    }

    /// <summary>Tells the oracles that all threads have ended.</summary>
    public void End()
    {
        foreach (var oracle in oracles)
        {
            oracle.AtEnd(this);
        }
    }

    /// <summary>Notes a broken rule; only the first counts.</summary>
    public void Report(Violation violation) => Violation ??= violation;

    /// <summary>Remembers the present state, to which <see cref="Restore"/> goes back.</summary>
    public void Save()
    {
        Memory.Save();
        Objects.Save();
        savedCount = Log.Count;
        foreach (var oracle in oracles)
        {
            oracle.Save();
        }
    }

    /// <summary>Goes back to the saved state. No lock, section or callback survives.</summary>
    public void Restore()
    {
        Memory.Restore();
        Objects.Restore();
        Locks.Clear();
        Protections.Clear();
        Rcu.Clear();
        Conflicts.Reset();
        Array.ForEach(reusable, list => list?.Clear());
        Log.Truncate(savedCount);
        Violation = null;
        Writes = 0;
        LastWriter = null;
        foreach (var oracle in oracles)
        {
            oracle.Restore();
        }
    }

    /// <summary>
    /// True if the operation could be applied now. False: it has to wait for another thread.
    /// </summary>
    public bool IsEnabled(SimulatedThread thread, in Operation operation) => operation.Kind switch
    {
        OperationKind.Lock => Locks[operation.Address].IsFree(thread, (LockMode)operation.Detail),
        OperationKind.Await => !Objects.IsPointer(operation.Address) || Satisfies(operation),
        OperationKind.GracePeriodEnd => Rcu.MayEnd(thread),
        OperationKind.TakeCallback => Rcu.HasCallbacks,
        OperationKind.RcuBarrier => Rcu.MayPassBarrier(thread),
        _ => true,
    };

    private void CountWrite(SimulatedThread thread)
    {
        Writes++;
        LastWriter = thread;
        Protections[thread].Writes++;
    }

    private bool Satisfies(in Operation operation)
    {
        ulong word = Memory[operation.Address] & operation.Operand;
        return (Comparison)operation.Detail switch
        {
            Comparison.Equal => word == operation.Value,
            Comparison.NotEqual => word != operation.Value,
            Comparison.Below => word < operation.Value,
            _ => word >= operation.Value,
        };
    }
}
