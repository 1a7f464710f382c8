using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>
/// The words of simulated memory, as the stores reported so far have left them. Addresses must lie in memory
/// that was handed out.
/// </summary>
public sealed class MemoryImage : IReversible
{
    private const int SegmentLimit = 256 * SlabCache.Limit;

    private readonly ulong[]?[] segments = new ulong[]?[SegmentLimit];
    private readonly List<(ulong Address, ulong Before)> journal = [];
    private readonly MarkStack marks = new();

    /// <summary>True if an address lies in memory that was ever handed out.</summary>
    public bool Contains(ulong address) =>
        SimulatedAddress.IsAddress(address) && (address & 7) == 0
        && segments[SimulatedAddress.Segment(address)] is { } words
        && SimulatedAddress.WordInSegment(address) < words.Length;

    /// <summary>The word at an address that the image contains.</summary>
    public ulong this[ulong address] =>
        segments[SimulatedAddress.Segment(address)]![SimulatedAddress.WordInSegment(address)];

    /// <summary>Consecutive words of one object, to read.</summary>
    public ReadOnlySpan<ulong> Range(ulong address, int words) =>
        segments[SimulatedAddress.Segment(address)].AsSpan(SimulatedAddress.WordInSegment(address), words);

    /// <summary>Writes the word at an address.</summary>
    internal void Write(ulong address, ulong value)
    {
        ref ulong word =
            ref segments[SimulatedAddress.Segment(address)]![SimulatedAddress.WordInSegment(address)];
        if (marks.Any)
        {
            journal.Add((address, word));
        }

        word = value;
    }

    /// <summary>Fills the words of an object that was freed.</summary>
    internal void Fill(ulong address, int words, ulong value)
    {
        for (int i = 0; i < words; i++)
        {
            Write(address + ((ulong)i * 8), value);
        }
    }

    /// <summary>
    /// Makes room for objects that were never there before, and gives their words a value: nobody can go back
    /// to what they held.
    /// </summary>
    internal void Reserve(ulong address, int objects, ulong value)
    {
        int segment = SimulatedAddress.Segment(address), start = SimulatedAddress.WordInSegment(address);
        int count = objects << (SimulatedAddress.Cache(address).Shift - 3);
        ref var words = ref segments[segment];
        if (words is null || words.Length < start + count)
        {
            Array.Resize(ref words, Math.Max(start + count, (words?.Length ?? 0) * 2));
        }

        words.AsSpan(start, count).Fill(value);
    }

    /// <inheritdoc/>
    public void Mark() => marks.Mark(journal.Count);

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        int length = marks.BackTo(mark);
        for (int i = journal.Count - 1; i >= length; i--)
        {
            ulong address = journal[i].Address;
            segments[SimulatedAddress.Segment(address)]![SimulatedAddress.WordInSegment(address)] =
                journal[i].Before;
        }

        journal.RemoveRange(length, journal.Count - length);
    }
}
