using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>
/// One thing for each word of simulated memory that has one, found by arithmetic on the word's address. What
/// is taken out serves again.
/// </summary>
/// <param name="reset">Makes a thing as new.</param>
internal sealed class WordTable<T>(Action<T> reset)
    where T : class, new()
{
    private readonly T?[]?[] segments = new T?[256 * SlabCache.Limit][];
    private readonly List<ulong> used = [];
    private readonly Stack<T> spare = new();

    /// <summary>The thing of the word at an address, or null.</summary>
    public T? Find(ulong address)
    {
        var words = segments[SimulatedAddress.Segment(address)];
        int word = SimulatedAddress.WordInSegment(address);
        return words is not null && word < words.Length ? words[word] : null;
    }

    /// <summary>Gives the word at an address, which has none, a new thing.</summary>
    public T Add(ulong address)
    {
        ref var words = ref segments[SimulatedAddress.Segment(address)];
        int word = SimulatedAddress.WordInSegment(address);
        if (words is null || words.Length <= word)
        {
            Array.Resize(ref words, Math.Max(word + 1, (words?.Length ?? 128) * 2));
        }

        used.Add(address);
        return words[word] = spare.TryPop(out var free) ? free : new();
    }

    /// <summary>Takes everything out.</summary>
    public void Clear()
    {
        foreach (ulong address in used)
        {
            var words = segments[SimulatedAddress.Segment(address)]!;
            ref var slot = ref words[SimulatedAddress.WordInSegment(address)];
            reset(slot!);
            spare.Push(slot!);
            slot = null;
        }

        used.Clear();
    }
}
