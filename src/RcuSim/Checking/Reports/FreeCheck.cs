using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>What is wrong with a free that must not be.</summary>
internal static class FreeCheck
{
    /// <summary>The violation, or null if the object may be freed.</summary>
    public static Violation? Of(
        SimulatedThread thread, SlabCache cache, ulong address, SystemState state, int position)
    {
        string free = $"{thread.Name}:{thread.NextIndex} free 0x{address:x}";
        if (!state.Objects.IsPointer(address) || SimulatedAddress.Object(address) != address
            || SimulatedAddress.Cache(address) != cache)
        {
            return new Argument(state).Event(position, $"the bad free: {free}").Proves(
                ViolationKind.BadFree,
                $"{thread.Name} frees {AddressName.Value(address, state)}, which is no {cache}.",
                position);
        }

        return state.Objects[address].State != ObjectState.Freed
            ? null
            : new Argument(state).Life(address, state).Event(position, $"the second free: {free}").Proves(
                ViolationKind.DoubleFree,
                $"{thread.Name} frees {AddressName.Object(address)} a second time.",
                position);
    }
}
