using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Explaining;

/// <summary>What protects a thread, in words.</summary>
internal static class ProtectionText
{
    private static readonly ulong rcu = EventMask.Of(
        OperationKind.RcuEnter,
        OperationKind.CallRcu,
        OperationKind.GracePeriodBegin,
        OperationKind.TakeState,
        OperationKind.PollState);

    /// <summary>What protected a thread just before the event at a position.</summary>
    public static Protection At(ThreadName thread, int position, ExecutionHistory history)
    {
        var protection = new Protection();
        for (int i = history.Start; i < position; i++)
        {
            ref readonly var item = ref history.Log[i];
            if (item.Thread == thread
                && item.Operation.Kind is >= OperationKind.Lock and <= OperationKind.RcuLeave)
            {
                protection.Take(item.Operation, item.Result, i);
            }
        }

        return protection;
    }

    /// <summary>
    /// True if some thread used RCU or a domain: where nobody does, it protects nothing, and is not spoken
    /// of.
    /// </summary>
    public static bool SpeaksOfRcu(ExecutionHistory history)
    {
        for (int i = history.Start; i < history.Log.Count; i++)
        {
            if (EventMask.Has(rcu, history.Log[i].Operation.Kind))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// For example: <c>holds mm_struct#0.mmap_lock (read), is in no read-side critical section</c>.
    /// </summary>
    public static string Of(Protection protection, ExecutionHistory history)
    {
        if (!SpeaksOfRcu(history))
        {
            return $"holds {Locks(protection, history)}";
        }

        string sections = protection.Domains.Any()
            ? string.Join(" and ", protection.Domains.Select(Section))
            : "no read-side critical section";
        return $"holds {Locks(protection, history)}, is in {sections}";
    }

    private static string Section(ushort domain) => $"a read-side critical section{RcuDomain.Suffix(domain)}";

    /// <summary>The locks held, with their modes; <c>no lock</c> if there are none.</summary>
    public static string Locks(Protection protection, ExecutionHistory history) => protection.Locks.Count == 0
        ? "no lock"
        : string.Join(" and ", protection.Locks.Select(held => Of(held, history)));

    private static string Of(HeldLock held, ExecutionHistory history) => held.Mode == LockMode.Spin
        ? history.Name(held.Address)
        : $"{history.Name(held.Address)} ({held.Mode.ToString().ToLowerInvariant()})";
}
