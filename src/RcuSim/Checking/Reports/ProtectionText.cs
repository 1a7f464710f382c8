using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>What protects a thread, in words.</summary>
internal static class ProtectionText
{
    /// <summary>What protected a thread just before the event at a position.</summary>
    public static Protection At(SimulatedThread thread, int position, SystemState state)
    {
        var protection = new Protection();
        for (int i = state.Start; i < position; i++)
        {
            ref readonly var item = ref state.Log[i];
            if (item.Thread == thread
                && item.Operation.Kind is >= OperationKind.Lock and <= OperationKind.RcuLeave)
            {
                protection.Apply(item.Operation, item.Result, i);
            }
        }

        return protection;
    }

    /// <summary>For example: <c>holds mm_struct#0.mmap_lock (read), is in no read section</c>.</summary>
    public static string Of(Protection protection, SystemState state)
    {
        string section = protection.Depth > 0 ? "is in a read section" : "is in no read section";
        return $"holds {Locks(protection, state)}, {section}";
    }

    /// <summary>The locks held, with their modes; <c>no lock</c> if there are none.</summary>
    public static string Locks(Protection protection, SystemState state) => protection.Locks.Count == 0
        ? "no lock"
        : string.Join(" and ", protection.Locks.Select(held => Of(held, state)));

    private static string Of(HeldLock held, SystemState state) => held.Mode == LockMode.Spin
        ? state.Name(held.Address)
        : $"{state.Name(held.Address)} ({held.Mode.ToString().ToLowerInvariant()})";
}
