using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Explaining;

/// <summary>
/// Addresses and words in terms that people read. A word's name can depend on how its object is known; where
/// it is not to depend on anything that comes later, it does not.
/// </summary>
internal static class AddressName
{
    /// <summary>A word's name, for example <c>maple_node#1.12.slot[3]</c>.</summary>
    public static string Name(this ExecutionHistory history, ulong address) => Of(address, history);

    /// <summary>A word's name, for example <c>maple_node#1.12.slot[3]</c>.</summary>
    /// <param name="address">The word's address.</param>
    /// <param name="history">Knows the objects.</param>
    /// <param name="isLasting">True for a name that depends on nothing that comes later.</param>
    public static string Of(ulong address, ExecutionHistory history, bool isLasting = false) =>
        history.Objects.IsKnown(address)
            ? $"{Object(address, history)}.{Field(address, history, isLasting)}"
            : $"0x{address:x}";

    /// <summary>The name that a word has in its object, for example <c>slot[3]</c>.</summary>
    public static string Field(ulong address, ExecutionHistory history, bool isLasting = false)
    {
        byte tag = isLasting ? (byte)0 : history.Objects[address].Tag;
        return history.Objects.CacheOf(address).WordName(SimulatedAddress.Word(address), tag);
    }

    /// <summary>
    /// An object's name: its cache, the number of the thread that took it (none for setup, <c>rcu</c> for
    /// callbacks), and which it was there.
    /// </summary>
    public static string Object(ulong address, ExecutionHistory history)
    {
        byte thread = SimulatedAddress.Thread(address);
        string owner = thread switch
        {
            0 => "",
            SimulatedAddress.Callbacks => "rcu.",
            _ => $"{thread}.",
        };
        return $"{history.Objects.CacheOf(address).Name}#{owner}{history.Objects[address].Ordinal}";
    }

    /// <summary>
    /// The object's name if a word points to one, with the tag in its upper bits if it has one, else the
    /// word.
    /// </summary>
    public static string ObjectOr(ulong word, ExecutionHistory history)
    {
        if (!history.Objects.IsPointer(word))
        {
            return $"0x{word:x}";
        }

        int tag = SimulatedAddress.UpperTag(word);
        return tag == 0 ? Object(word, history) : $"{Object(word, history)} with tag 0x{tag:x}";
    }

    /// <summary>
    /// A word's value: a pointer by the object's name, a small number in decimal, else in hexadecimal.
    /// </summary>
    public static string Value(ulong word, ExecutionHistory history) => word switch
    {
        WordPatterns.Poison => "poison",
        WordPatterns.Uninitialised => "uninitialised",
        ulong.MaxValue => "max",
        < 4096 => $"{word}",
        _ => ObjectOr(word, history),
    };
}
