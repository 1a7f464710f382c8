using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Explaining;

/// <content>
/// An object's life: allocated, published, unlinked, retired, grace period, freed, and who had a pointer to
/// it under which protection.
/// </content>
public sealed partial class Explanation
{
    /// <summary>Adds the steps of an object's life so far.</summary>
    /// <param name="address">The address of the object, or of a word in it.</param>
    public Explanation Life(ulong address)
    {
        var record = history.Objects[address];
        string name = AddressName.Object(address, history);
        bool fromSetup = record.PublishedAt >= 0 && record.PublishedAt < history.Start;
        int earlier = FreedBefore(address, record.AllocatedAt, history);
        string again = earlier >= 0 ? "allocated again" : "allocated";
        string published = fromSetup ? " and published in setup" : "";
        At(earlier, $"{name} is freed; its memory can be reused at once");
        At(record.AllocatedAt, $"{name} is {again}{published}");
        At(fromSetup ? -1 : record.PublishedAt, $"{name} is published");
        if (record.RetiredAt >= 0 || record.FreedAt >= 0)
        {
            Unlinking(address);
        }

        int retiredAt = record.RetiredAt >= 0 ? record.RetiredAt : RetiredWithParent(record, history);
        string with = record.RetiredAt >= 0 ? "" : " with its subtree";
        At(retiredAt, $"{name} is retired{with}");
        int grace = record.FreedAt >= 0 && retiredAt < 0 ? GracePeriodBefore(record.FreedAt, history) : -1;
        if (grace >= 0)
        {
            At(grace, $"{history.Log[grace].Thread} sees that a grace period has gone by");
        }
        else if (record.FreedAt >= 0 && retiredAt < 0 && ProtectionText.SpeaksOfRcu(history))
        {
            Note(record.FreedAt - 1, $"{name} is not handed to RCU: nothing waits for its readers");
        }

        if (retiredAt >= 0 && history.Rcu.QueuedAt(retiredAt) is { } callback)
        {
            Note(retiredAt, $"{callback.Thread} waits for a grace period; {Readers(callback)}");
            At(callback.BeganAt, "the grace period is over");
        }

        return At(record.FreedAt, $"{name} is freed");
    }

    /// <summary>Adds where an object was unlinked, and what protected whoever did it.</summary>
    internal void Unlinking(ulong address)
    {
        int position = history.Objects[address].UnlinkedAt;
        if (position >= history.Start)
        {
            var writer = history.Log[position].Thread;
            string locks = ProtectionText.Locks(ProtectionText.At(writer, position, history), history);
            string name = AddressName.Object(address, history);
            At(position, $"{name} is unlinked by {writer}, who holds {locks}");
        }
    }

    /// <summary>
    /// Adds where a thread was last given a pointer to an object, and what protected the thread then.
    /// </summary>
    /// <param name="thread">The thread.</param>
    /// <param name="address">The address of the object, or of a word in it.</param>
    /// <param name="before">A log position; only events before it count.</param>
    /// <returns>The position, or -1.</returns>
    public int PointerTo(ThreadName thread, ulong address, int before)
    {
        int position = PointerFrom(thread, address, before, history);
        if (position >= 0)
        {
            string protection = ProtectionText.Of(ProtectionText.At(thread, position, history), history);
            string name = AddressName.Object(address, history);
            At(position, $"{thread} {protection} and gets its pointer to {name}");
        }

        return position;
    }

    /// <summary>Adds the last change of the word at an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="before">A log position; only events before it count.</param>
    public Explanation LastChange(ulong address, int before)
    {
        for (int i = before - 1; i >= 0; i--)
        {
            ref readonly var item = ref history.Log[i];
            if (Changes(item, address))
            {
                return At(i, $"{history.Name(address)} is written");
            }
        }

        return this;
    }

    /// <summary>
    /// The last event before a position in which a thread was given a pointer to an object, or -1.
    /// </summary>
    internal static int PointerFrom(ThreadName thread, ulong address, int before, ExecutionHistory history)
    {
        ulong target = SimulatedAddress.Object(address);
        for (int i = before - 1; i >= history.Start; i--)
        {
            ref readonly var item = ref history.Log[i];
            if (item.Thread == thread && item.Operation.IsWordAccess && history.Objects.IsPointer(item.Result)
                && SimulatedAddress.Object(item.Result) == target
                && SimulatedAddress.Object(item.Operation.Address) != target)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>
    /// Where whoever frees an object at a position last saw that a grace period had gone by since it was
    /// allocated, or -1.
    /// </summary>
    internal static int GracePeriodBefore(int freedAt, ExecutionHistory history)
    {
        ref readonly var free = ref history.Log[freedAt];
        for (int i = freedAt - 1; i >= history.Objects[free.Operation.Address].AllocatedAt; i--)
        {
            ref readonly var item = ref history.Log[i];
            bool tells = item.Operation.Kind == OperationKind.GracePeriodEnd
                || (item.Operation.Kind == OperationKind.PollState && item.Result != 0);
            if (tells && item.Thread == free.Thread)
            {
                return i;
            }
        }

        return -1;
    }

    private static int FreedBefore(ulong address, int allocatedAt, ExecutionHistory history)
    {
        if (!history.Objects.CacheOf(address).TypeStable)
        {
            return -1;
        }

        for (int i = allocatedAt - 1; i >= 0; i--)
        {
            ref readonly var item = ref history.Log[i];
            if (item.Operation.Kind == OperationKind.Free && item.Operation.Address == address)
            {
                return i;
            }
        }

        return -1;
    }

    private static string Readers(RcuCallback callback) => callback.Readers.Count == 0
        ? "no section is open"
        : $"sections are open in {string.Join(", ", callback.Readers.Select(r => r.Thread.Label))}";

    private static bool Changes(in Event item, ulong address) => item.Operation.Kind switch
    {
        OperationKind.Copy or OperationKind.Fill =>
            address - item.Operation.Address < item.Operation.Operand * 8,
        _ => item.Wrote && item.Operation.Address == address,
    };

    /// <summary>Where the callback that freed an object with others was queued, or -1.</summary>
    private static int RetiredWithParent(ObjectRecord record, ExecutionHistory history)
    {
        if (record.FreedAt < 0 || !history.Log[record.FreedAt].Thread.IsCallback)
        {
            return -1;
        }

        var freer = history.Log[record.FreedAt].Thread;
        foreach (var callback in history.Rcu.Callbacks)
        {
            if (callback.Caller == freer.Caller && callback.Nth == freer.Nth)
            {
                return callback.QueuedAt;
            }
        }

        return -1;
    }
}
