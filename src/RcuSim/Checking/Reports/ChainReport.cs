using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>
/// Arguments about an object's life: allocated, published, unlinked, retired, grace period, freed, and the stale use.
/// </summary>
public static class ChainReport
{
    /// <summary>The steps of an object's life so far, in the order of the log.</summary>
    public static List<string> Life(ulong address, SystemState state)
    {
        var record = state.Objects[address];
        string name = AddressName.Object(address);
        var steps = new SortedDictionary<int, string>();
        Add(record.AllocatedAt, "allocated");
        Add(record.PublishedAt, "published");
        Add(record.UnlinkedAt, "unlinked");
        Add(record.RetiredAt, "retired");
        Add(record.FreedAt, "freed");
        if (record.RetiredAt >= 0)
        {
            AddPeriod(steps, record, state);
        }

        return [.. steps.Values];

        void Add(int position, string what)
        {
            if (position >= 0)
            {
                steps[position] = $"{name} is {what}: {At(position, state)}";
            }
        }
    }

    /// <summary>The last event before a position in which a thread was given a pointer to an object.</summary>
    public static string? PointerFrom(SimulatedThread thread, ulong address, int before, SystemState state)
    {
        for (int i = before - 1; i >= state.Start; i--)
        {
            ref readonly var item = ref state.Log[i];
            if (item.Thread == thread && item.Operation.IsWordAccess && state.Objects.IsPointer(item.Result)
                && SimulatedAddress.Object(item.Result) == SimulatedAddress.Object(address))
            {
                return $"{thread.Name} gets its pointer to {AddressName.Object(address)}: {At(i, state)}";
            }
        }

        return null;
    }

    /// <summary>An object was handed to RCU though it was so already, or freed.</summary>
    public static Violation DoubleCallback(SimulatedThread thread, ulong address, SystemState state, int position) =>
        new(
            ViolationKind.DoubleCallback,
            $"{thread.Name} hands {AddressName.Object(address)} to RCU a second time.",
            Life(address, state),
            position);

    /// <summary>An event of the log with its thread, for arguments.</summary>
    public static string At(int position, SystemState state)
    {
        ref readonly var item = ref state.Log[position];
        return $"{item.Thread.Name}:{item.Index} {EventText.Of(item.Operation, item.Result, state)}";
    }

    private static void AddPeriod(SortedDictionary<int, string> steps, ObjectRecord record, SystemState state)
    {
        foreach (var period in state.Rcu.Periods)
        {
            if (period.BeganAt > record.RetiredAt && (record.FreedAt < 0 || period.BeganAt < record.FreedAt))
            {
                string readers = period.Readers.Count == 0
                    ? "no section is open"
                    : $"it waits for {string.Join(", ", period.Readers.Select(r => r.Thread.Name.Label))}";
                steps[period.BeganAt] = $"a grace period begins; {readers}: {At(period.BeganAt, state)}";
                if (period.EndedAt >= 0)
                {
                    steps[period.EndedAt] = $"the grace period ends: {At(period.EndedAt, state)}";
                }

                return;
            }
        }
    }
}
