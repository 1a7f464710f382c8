using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Checking;

/// <summary>
/// Arguments about an object's life: allocated, published, unlinked, retired, grace period, freed, and who
/// had a pointer to it under which protection.
/// </summary>
internal static class ChainReport
{
    /// <summary>Adds the steps of an object's life so far.</summary>
    public static Argument Life(this Argument argument, ulong address, SystemState state)
    {
        var record = state.Objects[address];
        string name = AddressName.Object(address);
        bool fromSetup = record.PublishedAt >= 0 && record.PublishedAt < state.Start;
        int earlier = FreedBefore(address, record.AllocatedAt, state);
        string again = earlier >= 0 ? "allocated again" : "allocated";
        string published = fromSetup ? " and published in set-up" : "";
        argument.At(earlier, $"{name} is freed; its memory can be handed out again at once");
        argument.At(record.AllocatedAt, $"{name} is {again}{published}");
        argument.At(fromSetup ? -1 : record.PublishedAt, $"{name} is published");
        if (record.RetiredAt >= 0 || record.FreedAt >= 0)
        {
            argument.Unlinking(address, state);
        }

        int retiredAt = record.RetiredAt >= 0 ? record.RetiredAt : RetiredWithParent(record, state);
        string with = record.RetiredAt >= 0 ? "" : " with its subtree";
        argument.At(retiredAt, $"{name} is retired{with}");
        if (record.FreedAt >= 0 && retiredAt < 0)
        {
            argument.Note(record.FreedAt - 1, $"{name} is not handed to RCU: nothing waits for its readers");
        }

        if (retiredAt >= 0 && PeriodAfter(retiredAt, record.FreedAt, state) is { } period)
        {
            argument.At(period.BeganAt, $"a grace period begins; {Readers(period)}");
            argument.At(period.EndedAt, "the grace period ends");
        }

        return argument.At(record.FreedAt, $"{name} is freed");
    }

    /// <summary>Adds where an object was unlinked, and what protected whoever did it.</summary>
    public static void Unlinking(this Argument argument, ulong address, SystemState state)
    {
        int position = state.Objects[address].UnlinkedAt;
        if (position >= state.Start)
        {
            var writer = state.Log[position].Thread;
            string locks = ProtectionText.Locks(ProtectionText.At(writer, position, state), state);
            string name = AddressName.Object(address);
            argument.At(position, $"{name} is unlinked by {writer.Name}, who holds {locks}");
        }
    }

    /// <summary>
    /// Adds how a thread came to the node in which it read something, if that had been replaced meanwhile.
    /// </summary>
    public static void Source(this Argument argument, int read, SystemState state)
    {
        ulong node = SimulatedAddress.Object(state.Log[read].Operation.Address);
        if (SimulatedAddress.Cache(node) != MapleNodeLayout.Cache
            || state.Objects[node].UnlinkedAt < state.Start)
        {
            return;
        }

        argument.PointerTo(state.Log[read].Thread, node, read, state);
        argument.Unlinking(node, state);
    }

    /// <summary>
    /// Adds where a thread was last given a pointer to an object, and what protected the thread then.
    /// </summary>
    /// <returns>The position, or -1.</returns>
    public static int PointerTo(
        this Argument argument, SimulatedThread thread, ulong address, int before, SystemState state)
    {
        int position = PointerFrom(thread, address, before, state);
        if (position >= 0)
        {
            string protection = ProtectionText.Of(ProtectionText.At(thread, position, state), state);
            string name = AddressName.Object(address);
            argument.At(position, $"{thread.Name} {protection} and gets its pointer to {name}");
        }

        return position;
    }

    /// <summary>Adds the last change, before a position, of the word at an address.</summary>
    public static Argument LastChange(this Argument argument, ulong address, int before, SystemState state)
    {
        for (int i = before - 1; i >= 0; i--)
        {
            ref readonly var item = ref state.Log[i];
            if (Changes(item, address))
            {
                return argument.At(i, $"{state.Name(address)} is written");
            }
        }

        return argument;
    }

    /// <summary>
    /// The last event before a position in which a thread was given a pointer to an object, or -1.
    /// </summary>
    public static int PointerFrom(SimulatedThread thread, ulong address, int before, SystemState state)
    {
        ulong target = SimulatedAddress.Object(address);
        for (int i = before - 1; i >= state.Start; i--)
        {
            ref readonly var item = ref state.Log[i];
            if (item.Thread == thread && item.Operation.IsWordAccess && state.Objects.IsPointer(item.Result)
                && SimulatedAddress.Object(item.Result) == target
                && SimulatedAddress.Object(item.Operation.Address) != target)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>
    /// The grace period that let an object retired at a position be freed, or the first since.
    /// </summary>
    public static GracePeriod? PeriodAfter(int retiredAt, int freedAt, SystemState state)
    {
        foreach (var period in state.Rcu.Periods)
        {
            bool inTime = freedAt < 0 || (period.EndedAt >= 0 && period.EndedAt < freedAt);
            if (period.BeganAt > retiredAt && inTime)
            {
                return period;
            }
        }

        return null;
    }

    /// <summary>An object was handed to RCU though it was so already, or freed.</summary>
    public static Violation DoubleCallback(
        SimulatedThread thread, ulong address, SystemState state, int position, string again)
    {
        string was = state.Objects[address].State == ObjectState.Freed ? "freed" : "handed over";
        return new Argument(state)
            .Life(address, state)
            .Event(position, $"it is handed to RCU again: {again}")
            .Proves(
                ViolationKind.DoubleCallback,
                $"{thread.Name} hands {AddressName.Object(address)} to RCU, though it was {was} before.",
                position);
    }

    private static int FreedBefore(ulong address, int allocatedAt, SystemState state)
    {
        if (!SimulatedAddress.Cache(address).TypeStable)
        {
            return -1;
        }

        for (int i = allocatedAt - 1; i >= 0; i--)
        {
            ref readonly var item = ref state.Log[i];
            if (item.Operation.Kind == OperationKind.Free && item.Operation.Address == address)
            {
                return i;
            }
        }

        return -1;
    }

    private static string Readers(GracePeriod period) => period.Readers.Count == 0
        ? "no section is open"
        : $"it waits for {string.Join(", ", period.Readers.Select(r => r.Thread.Name.Label))}";

    private static bool Changes(in Event item, ulong address) => item.Operation.Kind switch
    {
        OperationKind.Copy or OperationKind.Fill =>
            address - item.Operation.Address < item.Operation.Operand * 8,
        _ => item.Wrote && item.Operation.Address == address,
    };

    /// <summary>Where the callback that freed an object with others was queued, or -1.</summary>
    private static int RetiredWithParent(ObjectRecord record, SystemState state)
    {
        if (record.FreedAt < 0 || state.Log[record.FreedAt].Thread.Name != ThreadName.Callbacks)
        {
            return -1;
        }

        int taken = 0;
        for (int i = state.Start; i < record.FreedAt; i++)
        {
            taken += state.Log[i].Operation.Kind == OperationKind.TakeCallback ? 1 : 0;
        }

        for (int i = state.Start; i < record.FreedAt; i++)
        {
            if (state.Log[i].Operation.Kind == OperationKind.CallRcu && --taken == 0)
            {
                return i;
            }
        }

        return -1;
    }
}
