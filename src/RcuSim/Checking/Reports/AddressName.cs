using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>Addresses and words in terms that people read.</summary>
public static class AddressName
{
    /// <summary>A word's name, for example <c>maple_node#fork.12.slot[3]</c>.</summary>
    public static string Of(ulong address, SystemState state)
    {
        if (!state.Objects.IsPointer(address))
        {
            return $"0x{address:x}";
        }

        var cache = SimulatedAddress.Cache(address);
        byte tag = state.Objects[address].Tag;
        return $"{Object(address)}.{cache.WordName(SimulatedAddress.Word(address), tag)}";
    }

    /// <summary>
    /// An object's name: its cache, the number of the thread that took it (none for set-up), and which it was there.
    /// </summary>
    public static string Object(ulong address)
    {
        byte thread = SimulatedAddress.Thread(address);
        string owner = thread == 0 ? "" : $"{thread}.";
        return $"{SimulatedAddress.Cache(address).Name}#{owner}{SimulatedAddress.Ordinal(address)}";
    }

    /// <summary>A word's value: a pointer by the object's name, a small number in decimal, else in hexadecimal.</summary>
    public static string Value(ulong word, SystemState state) => word switch
    {
        MemoryImage.Poison => "poison",
        MemoryImage.Uninitialised => "uninitialised",
        ulong.MaxValue => "max",
        < 4096 => $"{word}",
        _ when state.Objects.IsPointer(word) => Object(word),
        _ => $"0x{word:x}",
    };
}
