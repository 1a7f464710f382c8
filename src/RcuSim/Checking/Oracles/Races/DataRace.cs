using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>
/// Two threads use a word, at least one of them writes and at least one makes a plain access: then something
/// must put one before the other in every schedule, a lock, a release that is acquired, a grace period.
/// </summary>
/// <remarks>
/// <para>Kernel: data races in the sense of its memory model, as <c>KCSAN</c> reports them. Vector clocks
/// tell what is ordered, so that the two accesses need not happen side by side to be found: Flanagan, Freund:
/// FastTrack (PLDI 2009).</para>
/// <para>What a program writes before it publishes an object is not remembered word by word: the last plain
/// store to the object stands for all. Accesses marked as racy are let pass. Set-up runs alone; what finish
/// does beside the last callbacks is not looked at, though it puts things in order. A race is reported when
/// the operation that shows it ends, so that the harm that comes of it goes first.</para>
/// </remarks>
public sealed class DataRace : IOracle
{
    private readonly HappensBefore order = new();
    private readonly WordTable<WordHistory> words = new(history => history.Clear());
    private readonly Violation?[] found = new Violation?[256];

    /// <inheritdoc/>
    public ulong Kinds => ulong.MaxValue;

    /// <inheritdoc/>
    public void Apply(in Event item, int position, SystemState state)
    {
        var operation = item.Operation;
        if (item.Thread.Name.Number == ThreadName.Setup.Number || state.Violation is not null)
        {
            return;
        }

        ref var mine = ref found[item.Thread.Name.Number];
        if (operation.Kind == OperationKind.End || Site.KindOf(operation.Site) == SiteKind.OperationEnd)
        {
            if (mine is not null)
            {
                state.Report(mine);
            }
        }
        else if (item.Thread.Name.Number != ThreadName.Finish.Number)
        {
            mine ??= Check(item, position, state);
        }

        order.Apply(item);
    }

    /// <inheritdoc/>
    public void Restore()
    {
        order.Restart();
        words.Clear();
        Array.Clear(found);
    }

    private Violation? Check(in Event item, int position, SystemState state)
    {
        var operation = item.Operation;
        if (operation.Order == MemoryOrder.PlainRacy)
        {
            return null;
        }

        bool plain = operation.Order == MemoryOrder.Plain;
        var access = new WordAccess(item.Thread, item.Index, position, plain, item.Wrote);
        if (operation.IsWordAccess)
        {
            return Check(operation.Address, 1, access, state);
        }

        if (operation.Kind is not (OperationKind.Copy or OperationKind.Fill))
        {
            return null;
        }

        int count = (int)operation.Operand;
        var read = operation.Kind == OperationKind.Copy
            ? Check(operation.Value, count, access, state)
            : null;
        return read ?? Check(operation.Address, count, access with { Writes = true }, state);
    }

    private Violation? Check(ulong first, int count, in WordAccess access, SystemState state)
    {
        if (!state.IsShared(first))
        {
            return null;
        }

        Violation? race = null;
        for (int i = 0; i < count; i++)
        {
            ulong address = WordAddress.Of(first, i);
            if (!SimulatedAddress.Cache(address).FieldOf(SimulatedAddress.Word(address)).IsLock)
            {
                race ??= Check(address, access, state);
            }
        }

        return race;
    }

    private Violation? Check(ulong address, in WordAccess access, SystemState state)
    {
        var earlier = History(address, state).Add(access, order);
        return earlier is { } race ? Describe(address, race, access, state) : null;
    }

    private WordHistory History(ulong address, SystemState state)
    {
        if (words.Find(address) is { } known)
        {
            return known;
        }

        var history = words.Add(address);
        int filled = state.Objects[address].FilledAt;
        if (filled >= state.Start)
        {
            ref readonly var item = ref state.Log[filled];
            history.Add(new(item.Thread, item.Index, filled, Plain: true, Writes: true), order);
        }

        return history;
    }

    private static Violation Describe(
        ulong address, in WordAccess earlier, in WordAccess access, SystemState state)
    {
        string who = access.Thread.Name.Label, other = earlier.Thread.Name.Label;
        string name = state.Name(address);
        var argument = new Argument(state).Life(address, state);
        argument.At(earlier.Position, $"{other} {earlier.Verb} it");
        argument.PointerTo(access.Thread, address, access.Position, state);
        argument.At(access.Position, $"{who} {access.Verb} it, and nothing puts the two in an order");
        return argument.Proves(
            ViolationKind.DataRace,
            $"{who} {access.Verb} {name}, {other} {earlier.Verb} it, and nothing orders the two.",
            access.Position);
    }
}
