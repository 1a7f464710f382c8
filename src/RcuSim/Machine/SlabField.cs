namespace RcuSim.Machine;

/// <summary>
/// A named run of words in a slab object. It is also the grain at which conflicts between threads are
/// remembered.
/// </summary>
/// <param name="name">The name shown in traces.</param>
/// <param name="firstWord">The number of its first word in the object.</param>
/// <param name="words">How many words it has.</param>
public sealed class SlabField(string name, int firstWord, int words = 1)
{
    /// <summary>Stands for words that no field covers.</summary>
    internal static readonly SlabField Padding = new("padding", 0, int.MaxValue);

    /// <summary>The name shown in traces.</summary>
    public string Name { get; } = name;

    /// <summary>The number of its first word.</summary>
    internal int FirstWord { get; } = firstWord;

    /// <summary>How many words it has.</summary>
    internal int Words { get; } = words;

    /// <summary>
    /// True if a pointer stored here leads back to where the object hangs (a parent link): it does not keep
    /// the object it names linked.
    /// </summary>
    public bool BackLink { get; init; }

    /// <summary>
    /// True if using the field of a freed object is part of the protocol of a type-stable cache: the reader
    /// checks the object's identity afterwards. It must be in a read-side critical section that was open when
    /// the object was freed.
    /// </summary>
    public bool Speculative { get; init; }

    /// <summary>True if the word is a lock: its state is the machine's, not a number in memory.</summary>
    public bool IsLock { get; init; }

    /// <summary>The field's number in its cache, from 1; 0 is padding. Set by the cache.</summary>
    internal int Group { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The same field with more words.</summary>
    internal SlabField Longer(int more) => new(Name, FirstWord, Words + more)
    {
        BackLink = BackLink,
        Speculative = Speculative,
        IsLock = IsLock,
    };
}
