using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>What is wrong with an access that must not be.</summary>
internal static class AccessCheck
{
    /// <summary>Describes the access to an address that is no word of a live object.</summary>
    public static Violation Violation(
        SimulatedThread thread, in Operation operation, ulong address, SystemState state, int position)
    {
        string stale = $"{thread.Name}:{thread.NextIndex} {EventText.Of(operation, MemoryImage.Poison, state)}";
        if (!state.Objects.IsPointer(address) || (address & 7) != 0
            || state.Objects[address].State != ObjectState.Freed)
        {
            return new(
                ViolationKind.WildAccess,
                $"{thread.Name} uses 0x{address:x}, which is no word of any object.",
                [$"the wild access: {stale}"],
                position);
        }

        string name = AddressName.Object(address);
        var steps = ChainReport.Life(address, state);
        if (ChainReport.PointerFrom(thread, address, position, state) is { } source)
        {
            steps.Add(source);
        }

        steps.Add(Protection(thread, state));
        steps.Add($"the stale access: {stale}");
        return new(
            ViolationKind.UseAfterFree,
            $"{thread.Name} uses {name} after it was freed.",
            steps,
            position);
    }

    private static string Protection(SimulatedThread thread, SystemState state)
    {
        var held = state.Locks.HeldBy(thread)
            .Select(l => $"{state.Name(l.Address)} ({l.Mode.ToString().ToLowerInvariant()})");
        string locks = string.Join(", ", held);
        string section = state.Rcu.Depth(thread) > 0 ? "is inside an RCU read section" : "is in no RCU read section";
        return $"{thread.Name} {section} and holds {(locks.Length == 0 ? "no lock" : locks)}";
    }
}
