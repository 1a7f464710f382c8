using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Explaining;

/// <summary>
/// Addresses and words in terms that people read. Without a history the names depend on the address alone, so
/// that they are the same in every execution; with one, a word's name can depend on the kind of object it
/// lies in.
/// </summary>
internal static class AddressName
{
    /// <summary>A word's name, for example <c>maple_node#1.12.slot[3]</c>.</summary>
    public static string Name(this ExecutionHistory history, ulong address) => Of(address, history);

    /// <summary>A word's name, for example <c>maple_node#1.12.slot[3]</c>.</summary>
    public static string Of(ulong address, ExecutionHistory? history)
    {
        if (!IsPointer(address, history))
        {
            return $"0x{address:x}";
        }

        return $"{Object(address)}.{Field(address, history)}";
    }

    /// <summary>The name that a word has in its object, for example <c>slot[3]</c>.</summary>
    public static string Field(ulong address, ExecutionHistory? history)
    {
        byte tag = history is null ? (byte)0 : history.Objects[address].Tag;
        return SimulatedAddress.Cache(address).WordName(SimulatedAddress.Word(address), tag);
    }

    /// <summary>
    /// An object's name: its cache, the number of the thread that took it (none for setup, <c>rcu</c> for
    /// callbacks), and which it was there.
    /// </summary>
    public static string Object(ulong address)
    {
        byte thread = SimulatedAddress.Thread(address);
        string owner = thread switch
        {
            0 => "",
            SimulatedAddress.Callbacks => "rcu.",
            _ => $"{thread}.",
        };
        return $"{SimulatedAddress.Cache(address).Name}#{owner}{SimulatedAddress.Ordinal(address)}";
    }

    /// <summary>The object's name if a word points to one, else the word.</summary>
    public static string ObjectOr(ulong word, ExecutionHistory? history) =>
        IsPointer(word, history) ? Object(word) : $"0x{word:x}";

    /// <summary>
    /// A word's value: a pointer by the object's name, a small number in decimal, else in hexadecimal.
    /// </summary>
    public static string Value(ulong word, ExecutionHistory? history) => word switch
    {
        WordPatterns.Poison => "poison",
        WordPatterns.Uninitialised => "uninitialised",
        ulong.MaxValue => "max",
        < 4096 => $"{word}",
        _ => ObjectOr(word, history),
    };

    private static bool IsPointer(ulong word, ExecutionHistory? history) =>
        history is null ? SimulatedAddress.IsAddress(word) : history.Objects.IsPointer(word);
}
