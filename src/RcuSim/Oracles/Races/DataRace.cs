using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// Two threads use a word, at least one of them writes and at least one makes a plain access: then something
/// must put one before the other in every schedule, a lock, a release that is acquired, a grace period.
/// </summary>
/// <remarks>
/// <para>Kernel: data races in the sense of its memory model, as <c>KCSAN</c> reports them. Vector clocks
/// show what is ordered, so that the two accesses need not happen side by side to be found: Flanagan, Freund:
/// FastTrack (PLDI 2009).</para>
/// <para>What a program writes before it publishes an object is not remembered word by word: the last plain
/// store to the object stands for all. Accesses marked as racy are ignored. Setup runs alone.
/// Accesses by the teardown alongside the last callbacks are not checked, but its synchronisation counts. A
/// race is reported when the operation that shows it ends, so that the harm it leads to is reported first.
/// </para>
/// </remarks>
internal sealed class DataRace : IOracle
{
    private static readonly ulong accesses =
        EventMask.Writes | EventMask.Of(OperationKind.Load, OperationKind.Await);

    private readonly HappensBefore order = new();
    private readonly ReversibleCells<WordHistory> words = new();
    private readonly ReversibleArray<HeldBack> found = new(256);

    /// <inheritdoc/>
    public ulong Kinds { get; } = accesses | HappensBefore.Kinds
        | EventMask.Of(OperationKind.Observe, OperationKind.End, OperationKind.CallbackEnd);

    /// <inheritdoc/>
    public ulong Sites { get; } = SiteMask.Of(SiteKind.OperationEnd);

    /// <inheritdoc/>
    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        ref readonly var operation = ref item.Operation;
        ushort thread = item.Thread.Number;
        if (thread == ThreadName.Setup.Number)
        {
            return null;
        }

        if (operation.Kind is OperationKind.End or OperationKind.CallbackEnd or OperationKind.Observe)
        {
            order.Take(item);
            return found[thread].Violation;
        }

        if (EventMask.Has(accesses, operation.Kind) && thread != ThreadName.Teardown.Number
            && found[thread].Violation is null && Check(step, history) is { } race)
        {
            found.Change(thread).Violation = race;
        }

        order.Take(item);
        return null;
    }

    /// <inheritdoc/>
    public void Mark()
    {
        order.Mark();
        words.Mark();
        found.Mark();
    }

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        order.BackTo(mark);
        words.BackTo(mark);
        found.BackTo(mark);
    }

    private Violation? Check(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        ref readonly var operation = ref item.Operation;
        if (operation.Order == MemoryOrder.PlainRacy)
        {
            return null;
        }

        var access = WordAccess.Of(item, step.Position);
        if (operation.IsWordAccess)
        {
            return step.IsShared ? Check(operation.Address, access, history) : null;
        }

        int count = (int)operation.Operand;
        var read = operation.Kind == OperationKind.Copy
            ? Check(operation.Value, count, access, history)
            : null;
        return read ?? Check(operation.Address, count, access with { Kind = AccessKind.Write }, history);
    }

    private Violation? Check(ulong first, int count, in WordAccess access, ExecutionHistory history)
    {
        if (!history.Objects.IsShared(first))
        {
            return null;
        }

        Violation? race = null;
        for (int i = 0; i < count; i++)
        {
            race ??= Check(WordAddress.Of(first, i), access, history);
        }

        return race;
    }

    private Violation? Check(ulong address, in WordAccess access, ExecutionHistory history)
    {
        ref var past = ref words.Change(address);
        if (past.IsEmpty && !Begin(ref past, address, history))
        {
            return null;
        }

        return past.Add(access, order) is { } race ? Describe(address, race, access, history) : null;
    }

    /// <summary>
    /// Begins a word's history with what filled it before it was shared; false if it is a lock.
    /// </summary>
    private bool Begin(ref WordHistory past, ulong address, ExecutionHistory history)
    {
        if (history.Objects.FieldOf(address).IsLock)
        {
            return false;
        }

        int filled = history.Objects[address].FilledAt;
        if (filled >= history.Start)
        {
            ref readonly var item = ref history.Log[filled];
            past.Add(WordAccess.Of(item, filled) with { Kind = AccessKind.Write }, order);
        }

        return true;
    }

    private static Violation Describe(
        ulong address, in WordAccess earlier, in WordAccess access, ExecutionHistory history)
    {
        var thread = history.Log[access.Position].Thread;
        string who = thread.Label, other = history.Log[earlier.Position].Thread.Label;
        string name = history.Name(address);
        var explanation = new Explanation(history).Life(address);
        explanation.At(earlier.Position, $"{other} {earlier.Verb} it");
        explanation.PointerTo(thread, address, access.Position);
        explanation.At(access.Position, $"{who} {access.Verb} it, and nothing puts the two in an order");
        return explanation.Proves(
            ViolationKind.DataRace,
            $"{who} {access.Verb} {name}, {other} {earlier.Verb} it, and nothing orders the two.",
            access.Position);
    }
}
