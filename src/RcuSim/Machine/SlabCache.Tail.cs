namespace RcuSim.Machine;

/// <content>Objects whose length is chosen when they are taken.</content>
public sealed partial class SlabCache
{
    private readonly Dictionary<int, SlabCache> longer = [];

    private SlabCache(SlabCache root, int tail)
    {
        Root = root;
        Name = root.Name;
        owner = root.owner;
        Words = root.Words + tail;
        Shift = ShiftOf(Words);
        TypeStable = root.TypeStable;
        NameWord = root.NameWord;
        Fields = [.. root.Fields.SkipLast(1), root.Fields[^1].Longer(tail)];
        fieldOfWord = LayOut();
        lock (all)
        {
            Number = next++;
            Register();
        }
    }

    /// <summary>
    /// The cache of which this one is a longer form, itself if it is none: what is known of a kind of object
    /// is known by this.
    /// </summary>
    internal SlabCache Root { get; }

    /// <summary>
    /// The same cache with objects whose last field is longer, for arrays whose length is chosen when they
    /// are taken. Such an object is freed to the cache of its own length.
    /// </summary>
    /// <param name="words">
    /// How many words longer, from 0. Natively each length has memory of its own: few lengths, such as powers
    /// of two, waste less.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// It is negative, or the object would be larger than 1,048,576 words.
    /// </exception>
    /// <exception cref="InvalidOperationException">The last word of the object belongs to no field.
    /// </exception>
    public SlabCache WithTail(int words)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(words);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(words, MostWords - Words);
        if (words == 0)
        {
            return Usable();
        }

        if (FieldOf(Words - 1) == SlabField.Padding)
        {
            throw new InvalidOperationException(
                $"cache '{Name}' at {owner} ends in no field, so there is none that could be longer");
        }

        lock (longer)
        {
            if (!longer.TryGetValue(words, out var cache))
            {
                longer.Add(words, cache = new(Usable(), words));
            }

            return cache;
        }
    }
}
