using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>What is wrong with a free that must not be.</summary>
internal static class FreeCheck
{
    /// <summary>The violation, or null if the object may be freed.</summary>
    public static Violation? Of(
        SimulatedThread thread, SlabCache cache, ulong address, SystemState state, int position)
    {
        if (!state.Objects.IsPointer(address) || SimulatedAddress.Object(address) != address
            || SimulatedAddress.Cache(address) != cache)
        {
            return new(
                ViolationKind.BadFree,
                $"{thread.Name} frees 0x{address:x}, which is no {cache}.",
                [$"the bad free: {thread.Name}:{thread.NextIndex}"],
                position);
        }

        return state.Objects[address].State != ObjectState.Freed
            ? null
            : new(
                ViolationKind.DoubleFree,
                $"{thread.Name} frees {AddressName.Object(address)} a second time.",
                [.. ChainReport.Life(address, state), $"the second free: {thread.Name}:{thread.NextIndex}"],
                position);
    }
}
