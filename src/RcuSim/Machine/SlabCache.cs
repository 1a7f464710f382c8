using System.Runtime.CompilerServices;

namespace RcuSim.Machine;

/// <summary>
/// A cache of equal objects: what they are called, how large they are and what their words mean. Immutable;
/// the objects themselves live in a machine's memory.
/// </summary>
/// <remarks>
/// Caches of a scenario have different names; those of different scenarios need not. The number is for tables
/// alone: no address, nothing that is shown and nothing that is saved depends on it.
/// </remarks>
public sealed partial class SlabCache
{
    /// <summary>The largest number of caches a program may define.</summary>
    internal const int Limit = 4096;

    /// <summary>The lowest number of a cache that is not the library's own.</summary>
    internal const int FirstFree = 16;

    /// <summary>The binary logarithm of the distance in bytes between the smallest objects.</summary>
    internal const int SmallestShift = 8;

    /// <summary>How many words the largest object can have.</summary>
    internal const int MostWords = 1 << 20;

    /// <summary>How many fields an object can have: a bit in a word stands for each.</summary>
    internal const int MostFields = 63;

    private static readonly SlabCache?[] all = new SlabCache?[Limit];
    private static readonly Dictionary<string, SlabCache> firstOfName = [];
    private static int next = FirstFree;
    private readonly SlabField[] fieldOfWord;
    private readonly string owner;
    private string? problem;
    private bool hasNamesake;

    /// <summary>
    /// Defines a cache, usually in a static field. If its size or its fields do not fit, if the program has
    /// too many caches (thousands), or if the scenario uses another of the same name, taking an object from
    /// it throws.
    /// </summary>
    /// <param name="name">
    /// The singular name shown in traces, for example <c>maple_node</c>; unique in the scenario.
    /// </param>
    /// <param name="words">
    /// Size in 64-bit words, 1 to 1,048,576; rounded up to a power of two of at least 32 (256 bytes).
    /// </param>
    /// <param name="fields">
    /// The fields in order, 63 at most; words past the last field belong to no field.
    /// </param>
    /// <param name="file">Where it is defined; the compiler fills it in.</param>
    /// <param name="line">The line there; the compiler fills it in.</param>
    public SlabCache(
        string name,
        int words,
        IReadOnlyList<SlabField> fields,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0)
        : this(0, name, words, fields, $"{file}:{line}")
    {
    }

    /// <summary>Defines a cache of the library's own.</summary>
    /// <param name="number">1 … 15; 0 takes the next free number from 16 on.</param>
    /// <param name="name">As above.</param>
    /// <param name="words">As above.</param>
    /// <param name="fields">As above.</param>
    /// <param name="owner">Where it is defined; the compiler fills it in.</param>
    internal SlabCache(
        int number,
        string name,
        int words,
        IReadOnlyList<SlabField> fields,
        [CallerFilePath] string owner = "")
    {
        this.owner = Path.GetFileName(owner);
        Name = name;
        if (words is < 1 or > MostWords)
        {
            problem = $"cache '{name}' at {this.owner}: its objects have {words} words, "
                + $"not 1 to {MostWords:N0}";
            words = 1;
        }

        Words = words;
        Shift = ShiftOf(words);
        Root = this;
        Fields = fields;
        fieldOfWord = LayOut();
        lock (all)
        {
            Number = number == 0 ? next++ : number;
            Register();
        }
    }

    /// <summary>The cache's number, unique in the program; 0 if it cannot be used.</summary>
    internal int Number { get; private set; }

    /// <summary>True if another cache of the program has its name.</summary>
    internal bool HasNamesake => Root.hasNamesake;

    /// <summary>Above every number in use.</summary>
    internal static int Count => Math.Min(next, Limit);

    /// <summary>The singular name shown in traces.</summary>
    public string Name { get; }

    /// <summary>Size of an object in words.</summary>
    internal int Words { get; }

    /// <summary>Binary logarithm of the distance in bytes between two objects; at least 8.</summary>
    internal int Shift { get; }

    /// <summary>
    /// True if a freed object keeps its type and contents and may be handed out again at once
    /// (<c>SLAB_TYPESAFE_BY_RCU</c>).
    /// </summary>
    public bool TypeStable { get; init; }

    /// <summary>The fields, in order of their first word.</summary>
    internal IReadOnlyList<SlabField> Fields { get; }

    /// <summary>
    /// Names a word more closely than its field can when its meaning depends on the pointer tag under which
    /// the object is known; null to use the field's name.
    /// </summary>
    internal Func<int, byte, string>? NameWord { get; init; }

    /// <summary>The cache with this number, or null.</summary>
    internal static SlabCache? Find(int number) => (uint)number < Limit ? all[number] : null;

    /// <summary>The cache of a number that an event or an object has.</summary>
    internal static SlabCache At(int number) => all[number]!;

    /// <summary>What to say when a scenario uses a cache and, before it, another of its name.</summary>
    internal string ClashWith(SlabCache other) =>
        SameName.Of("caches", Name, other.owner, owner);

    /// <summary>The field that holds a word; the shared padding field if none does.</summary>
    internal SlabField FieldOf(int word) =>
        (uint)word < (uint)fieldOfWord.Length ? fieldOfWord[word] : SlabField.Padding;

    /// <summary>A word's name as traces show it, for example <c>slot[3]</c>.</summary>
    /// <param name="word">The word's number in the object.</param>
    /// <param name="tag">The low bits of the pointer under which the object is known; 0 if unknown.</param>
    internal string WordName(int word, byte tag)
    {
        if (NameWord is not null && NameWord(word, tag) is { Length: > 0 } name)
        {
            return name;
        }

        var field = FieldOf(word);
        return field.Words == 1 ? field.Name : $"{field.Name}[{word - field.FirstWord}]";
    }

    /// <inheritdoc/>
    public override string ToString() => Root == this ? Name : $"{Name} of {Words} words";

    /// <summary>
    /// The cache, if nothing is wrong with its definition. Asked at its first use: an exception in a static
    /// field would hide behind that of its type.
    /// </summary>
    internal SlabCache Usable() => problem is null ? this : throw new InvalidOperationException(problem);

    private static int ShiftOf(int words) =>
        Math.Max(SmallestShift, 3 + System.Numerics.BitOperations.Log2((uint)((2 * words) - 1)));

    private SlabField[] LayOut()
    {
        var map = new SlabField[Words];
        Array.Fill(map, SlabField.Padding);
        if (Fields.Count > MostFields)
        {
            problem ??= $"cache '{Name}' at {owner}: it has {Fields.Count} fields, not at most {MostFields}";
            return map;
        }

        for (int i = 0; i < Fields.Count; i++)
        {
            var field = Fields[i];
            if (field.Group != 0 && field.Group != i + 1)
            {
                problem ??= $"cache '{Name}' at {owner}: field '{field.Name}' is one of another cache, "
                    + "in another place there";
                return map;
            }

            field.Group = i + 1;
            for (int w = field.FirstWord; w < field.FirstWord + field.Words; w++)
            {
                if (w >= Words || map[w] != SlabField.Padding)
                {
                    problem ??= $"cache '{Name}' at {owner}: field '{field.Name}' does not fit";
                    return map;
                }

                map[w] = field;
            }
        }

        return map;
    }

    /// <summary>Puts the cache where its number finds it, or notes what is wrong.</summary>
    private void Register()
    {
        if (Number >= Limit)
        {
            problem ??= $"cache '{Name}' at {owner} is one too many: {Limit - FirstFree:N0} can be defined";
        }
        else if (all[Number] is { } taken)
        {
            problem ??=
                $"cache '{Name}' at {owner} and cache '{taken.Name}' at {taken.owner} have one number";
        }

        Number = problem is null ? Number : 0;
        if (problem is null)
        {
            all[Number] = this;
            if (Root == this && !firstOfName.TryAdd(Name, this))
            {
                hasNamesake = firstOfName[Name].hasNamesake = true;
            }
        }
    }
}
