using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>G0: only words of live objects are used, and only live objects are freed, once.</summary>
/// <remarks>
/// Words of a freed object of a type-stable cache may be used where their field says that the reader checks
/// afterwards (<see cref="SlabField.Speculative"/>), in a read-side critical section that was open when the
/// object was freed: a grace period later its memory may be something else.
/// </remarks>
internal sealed class MemorySafety : IOracle
{
    private static readonly ulong accesses = EventMask.Writes | EventMask.Of(
        OperationKind.Load,
        OperationKind.Await,
        OperationKind.LockWait,
        OperationKind.Lock,
        OperationKind.TryLock,
        OperationKind.Unlock,
        OperationKind.Downgrade);

    /// <inheritdoc/>
    public ulong Kinds => 0;

    /// <inheritdoc/>
    public ulong Refused { get; } = accesses | EventMask.Of(OperationKind.Free);

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var operation = ref step.Event.Operation;
        if (operation.Kind == OperationKind.Free)
        {
            return Freeing(step, history);
        }

        var thread = step.Event.Thread;
        bool isRange = operation.Kind is OperationKind.Copy or OperationKind.Fill;
        if (isRange)
        {
            return history.RefusedWord(thread, operation) is { } refused
                ? Describe(step, refused.First, refused.Word, history)
                : null;
        }

        return history.MayUse(thread, operation.Address)
            ? null
            : Describe(step, operation.Address, operation.Address, history);
    }

    private static Violation Describe(in Step step, ulong first, ulong address, ExecutionHistory history)
    {
        string? end = PastTheEnd(first, address, history);
        bool freed = end is null && history.Objects.IsKnown(address) && (address & 7) == 0
            && history.Objects[address].State == ObjectState.Freed;
        return freed
            ? StaleAccess.Describe(step.Event.Thread, address, step.Position, history)
            : Wild(step.Event.Thread, address, end ?? Describe(address), step.Position, history);
    }

    private static Violation Wild(
        ThreadName thread, ulong address, string what, int position, ExecutionHistory history)
    {
        var explanation = new Explanation(history);
        for (int i = position - 1; i >= history.Start; i--)
        {
            ref readonly var item = ref history.Log[i];
            if (item.Thread == thread && item.Operation.IsWordAccess && item.Result != 0
                && (item.Result ^ address) <= SimulatedAddress.TagMask)
            {
                explanation.At(i, $"{thread} gets the address");
                break;
            }
        }

        return explanation.At(position, "the wild access").Proves(
            ViolationKind.WildAccess,
            $"{thread} uses 0x{address:x} ({what}), which is no word of any object.",
            position);
    }

    /// <summary>
    /// Says that an access lies past the end of the object that it begins in; null if it does not.
    /// </summary>
    private static string? PastTheEnd(ulong first, ulong address, ExecutionHistory history)
    {
        if (!history.Objects.IsKnown(first))
        {
            return null;
        }

        ulong at = address - SimulatedAddress.Object(first);
        ulong size = (ulong)history.Objects.CacheOf(first).Words * WordAddress.Bytes;
        if (at < size)
        {
            return null;
        }

        ulong words = (at - size) / WordAddress.Bytes;
        string which = words == 0 ? "the first word" : $"word {words + 1}";
        return $"{which} past the end of {AddressName.Object(first, history)}";
    }

    private static string Describe(ulong address) => address switch
    {
        < 4096 => "a null pointer",
        _ when (address ^ WordPatterns.Poison) <= 4096 => "poison of a freed word",
        _ when (address ^ WordPatterns.Uninitialised) <= 4096 => "a word never written",
        _ when SimulatedAddress.HasForm(address) && !SimulatedAddress.IsAddress(address) =>
            "a pointer with a tag in its upper bits",
        _ when (address & 7) != 0 => "not aligned",
        _ => "never handed out",
    };

    private static Violation Freeing(in Step step, ExecutionHistory history)
    {
        var thread = step.Event.Thread;
        ulong address = step.Event.Operation.Address;
        var cache = SlabCache.At(step.Event.Operation.Detail);
        return history.Objects.IsObject(address, cache)
            ? new Explanation(history).Life(address).At(step.Position, "the second free").Proves(
                ViolationKind.DoubleFree,
                $"{thread} frees {AddressName.Object(address, history)} a second time.",
                step.Position)
            : new Explanation(history).At(step.Position, "the bad free").Proves(
                ViolationKind.BadFree,
                $"{thread} frees {AddressName.Value(address, history)}, which is no {cache}.",
                step.Position);
    }
}
