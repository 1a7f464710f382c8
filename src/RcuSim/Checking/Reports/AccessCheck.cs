using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>What is wrong with an access that must not be.</summary>
internal static class AccessCheck
{
    /// <summary>Describes the access to an address that is no word of a live object.</summary>
    public static Violation Violation(
        SimulatedThread thread, in Operation operation, ulong address, SystemState state, int position)
    {
        string use = $"{thread.Name}:{thread.NextIndex} {EventText.Of(operation, MemoryImage.Poison, state)}";
        bool freed = state.Objects.IsPointer(address) && (address & 7) == 0
            && state.Objects[address].State == ObjectState.Freed;
        return freed
            ? UseAfterFree(thread, address, use, state, position)
            : Wild(thread, address, use, state, position);
    }

    private static Violation Wild(
        SimulatedThread thread, ulong address, string use, SystemState state, int position)
    {
        var argument = new Argument(state);
        for (int i = position - 1; i >= state.Start; i--)
        {
            ref readonly var item = ref state.Log[i];
            if (item.Thread == thread && item.Operation.IsWordAccess && item.Result != 0
                && (item.Result ^ address) <= SimulatedAddress.TagMask)
            {
                argument.At(i, $"{thread.Name} gets the address");
                break;
            }
        }

        return argument.Event(position, $"the wild access: {use}").Proves(
            ViolationKind.WildAccess,
            $"{thread.Name} uses 0x{address:x} ({Describe(address)}), which is no word of any object.",
            position);
    }

    private static string Describe(ulong address) => address switch
    {
        < 4096 => "a null pointer",
        _ when (address ^ MemoryImage.Poison) <= 4096 => "poison of a freed word",
        _ when (address ^ MemoryImage.Uninitialised) <= 4096 => "a word never written",
        _ when (address & 7) != 0 => "not aligned",
        _ => "never handed out",
    };

    private static Violation UseAfterFree(
        SimulatedThread thread, ulong address, string use, SystemState state, int position)
    {
        string name = AddressName.Object(address);
        var argument = new Argument(state).Life(address, state);
        int pointer = argument.PointerTo(thread, address, position, state);
        string now = ProtectionText.Of(state.Protections[thread], state);
        argument.Event(position, $"the stale access; {thread.Name} {now}: {use}");
        argument.Note(position, Why(thread, address, pointer, state));
        string freer = state.Log[state.Objects[address].FreedAt].Thread.Name.Label;
        string by = freer == thread.Name.Label ? "after freeing it itself" : $"after {freer} freed it";
        return argument.Proves(ViolationKind.UseAfterFree, $"{thread.Name} uses {name} {by}.", position);
    }

    private static string Why(SimulatedThread thread, ulong address, int pointer, SystemState state)
    {
        var record = state.Objects[address];
        if (record.RetiredAt < 0 && state.Log[record.FreedAt].Thread.Name != ThreadName.Callbacks)
        {
            return "so it was freed without a grace period";
        }

        if (pointer < 0)
        {
            return $"{thread.Name} never read a pointer to it: it must have had one from the start";
        }

        var then = ProtectionText.At(thread, pointer, state);
        var now = state.Protections[thread];
        return (then.Depth, now.Depth) switch
        {
            (0, _) =>
                $"so {thread.Name} got its pointer in no read section, and no grace period waited for it",
            (_, 0) => $"so {thread.Name} uses the pointer after the read section in which it got it",
            _ when then.SectionSince != now.SectionSince =>
                $"so {thread.Name} uses in one read section a pointer that it got in an earlier one",
            _ when record.UnlinkedAt >= 0 && record.UnlinkedAt < then.SectionSince =>
                $"so {thread.Name} found it, though it was unlinked before {thread.Name} entered its section",
            _ => "so it was freed while a section in which a pointer to it was read is open",
        };
    }
}
