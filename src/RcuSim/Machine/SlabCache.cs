namespace RcuSim.Machine;

/// <summary>
/// A cache of equal objects: what they are called, how large they are and what their words mean. Immutable;
/// the objects themselves live in a machine's memory.
/// </summary>
public sealed class SlabCache
{
    /// <summary>The largest number of caches a program may define.</summary>
    public const int Limit = 32;

    private static readonly SlabCache?[] All = new SlabCache?[Limit];
    private readonly SlabField[] fieldOfWord;

    /// <summary>Defines a cache. Throws if the number is taken or the fields do not fit.</summary>
    /// <param name="number">0 … 31; part of every simulated address, so part of the replay format.</param>
    /// <param name="name">The singular name shown in traces, for example <c>maple_node</c>.</param>
    /// <param name="words">Size in 64-bit words; rounded up to a power of two of at least 32 (256
    /// bytes).</param>
    /// <param name="fields">The fields in order; words past the last field belong to no field.</param>
    public SlabCache(int number, string name, int words, params SlabField[] fields)
    {
        if ((uint)number >= Limit || All[number] is not null)
        {
            throw new ArgumentOutOfRangeException(nameof(number), number, $"cache '{name}': number not free");
        }

        Number = number;
        Name = name;
        Words = words;
        Shift = Math.Max(8, 3 + System.Numerics.BitOperations.Log2((uint)((2 * words) - 1)));
        fieldOfWord = LayOut(name, words, fields);
        Fields = fields;
        All[number] = this;
    }

    /// <summary>The cache's number.</summary>
    public int Number { get; }

    /// <summary>The singular name shown in traces.</summary>
    public string Name { get; }

    /// <summary>Size of an object in words.</summary>
    public int Words { get; }

    /// <summary>Binary logarithm of the distance in bytes between two objects; at least 8.</summary>
    public int Shift { get; }

    /// <summary>
    /// True if a freed object keeps its type and contents and may be handed out again at once
    /// (<c>SLAB_TYPESAFE_BY_RCU</c>).
    /// </summary>
    public bool TypeStable { get; init; }

    /// <summary>The fields, in order of their first word.</summary>
    public IReadOnlyList<SlabField> Fields { get; }

    /// <summary>
    /// Names a word more closely than its field can when its meaning depends on the pointer tag under which
    /// the object is known; null to use the field's name.
    /// </summary>
    public Func<int, byte, string>? NameWord { get; init; }

    /// <summary>The cache with this number, or null.</summary>
    public static SlabCache? Find(int number) => (uint)number < Limit ? All[number] : null;

    /// <summary>The field that holds a word; the shared padding field if none does.</summary>
    public SlabField FieldOf(int word) =>
        (uint)word < (uint)fieldOfWord.Length ? fieldOfWord[word] : SlabField.Padding;

    /// <summary>A word's name as traces show it, for example <c>slot[3]</c>.</summary>
    /// <param name="word">The word's number in the object.</param>
    /// <param name="tag">The low bits of the pointer under which the object is known; 0 if unknown.</param>
    public string WordName(int word, byte tag)
    {
        if (NameWord is not null && NameWord(word, tag) is { Length: > 0 } name)
        {
            return name;
        }

        var field = FieldOf(word);
        return field.Words == 1 ? field.Name : $"{field.Name}[{word - field.FirstWord}]";
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static SlabField[] LayOut(string name, int words, SlabField[] fields)
    {
        var map = new SlabField[words];
        Array.Fill(map, SlabField.Padding);
        for (int i = 0; i < fields.Length; i++)
        {
            var field = fields[i];
            field.Group = i + 1;
            for (int w = field.FirstWord; w < field.FirstWord + field.Words; w++)
            {
                if (w >= words || map[w] != SlabField.Padding)
                {
                    throw new ArgumentException(
                        $"cache '{name}': field '{field.Name}' does not fit", nameof(fields));
                }

                map[w] = field;
            }
        }

        return map;
    }
}
