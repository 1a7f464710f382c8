using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>
/// A thing for each word of simulated memory that has one, found by arithmetic on the word's address, which
/// can go back to marks.
/// </summary>
internal sealed class ReversibleWords<T> : ReversibleSlots<ulong, T>
    where T : Versioned<T>, new()
{
    private readonly T?[]?[] segments = new T?[SimulatedAddress.Segments][];

    /// <inheritdoc/>
    public override T? Find(ulong key)
    {
        var words = segments[SimulatedAddress.Segment(key)];
        int word = SimulatedAddress.WordInSegment(key);
        return words is not null && word < words.Length ? words[word] : null;
    }

    /// <inheritdoc/>
    private protected override void Put(ulong key, T? thing)
    {
        ref var words = ref segments[SimulatedAddress.Segment(key)];
        int word = SimulatedAddress.WordInSegment(key);
        if (words is null || words.Length <= word)
        {
            Array.Resize(ref words, Math.Max(word + 1, (words?.Length ?? 128) * 2));
        }

        words[word] = thing;
    }
}
