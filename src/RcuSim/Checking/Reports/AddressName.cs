using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>
/// Addresses and words in terms that people read. Without a state the names depend on the address alone, so
/// that they are the same in every execution; with one, a word's name can depend on the kind of object it
/// lies in.
/// </summary>
public static class AddressName
{
    /// <summary>A word's name, for example <c>maple_node#1.12.slot[3]</c>.</summary>
    public static string Of(ulong address, SystemState? state)
    {
        if (!IsPointer(address, state))
        {
            return $"0x{address:x}";
        }

        return $"{Object(address)}.{Field(address, state)}";
    }

    /// <summary>The name that a word has in its object, for example <c>slot[3]</c>.</summary>
    public static string Field(ulong address, SystemState? state)
    {
        byte tag = state is null ? (byte)0 : state.Objects[address].Tag;
        return SimulatedAddress.Cache(address).WordName(SimulatedAddress.Word(address), tag);
    }

    /// <summary>
    /// An object's name: its cache, the number of the thread that took it (none for set-up), and which it was
    /// there.
    /// </summary>
    public static string Object(ulong address)
    {
        byte thread = SimulatedAddress.Thread(address);
        string owner = thread == 0 ? "" : $"{thread}.";
        return $"{SimulatedAddress.Cache(address).Name}#{owner}{SimulatedAddress.Ordinal(address)}";
    }

    /// <summary>The object's name if a word points to one, else the word.</summary>
    public static string ObjectOr(ulong word, SystemState? state) =>
        IsPointer(word, state) ? Object(word) : $"0x{word:x}";

    /// <summary>
    /// A word's value: a pointer by the object's name, a small number in decimal, else in hexadecimal.
    /// </summary>
    public static string Value(ulong word, SystemState? state) => word switch
    {
        MemoryImage.Poison => "poison",
        MemoryImage.Uninitialised => "uninitialised",
        ulong.MaxValue => "max",
        < 4096 => $"{word}",
        _ => ObjectOr(word, state),
    };

    private static bool IsPointer(ulong word, SystemState? state) =>
        state is null ? SimulatedAddress.IsAddress(word) : state.Objects.IsPointer(word);
}
