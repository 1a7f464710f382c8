namespace RcuSim.Machine;

/// <summary>
/// The words of simulated memory. Can be saved after set-up and put back for each execution, at the cost of
/// what was touched. Not for use by several threads at once.
/// </summary>
public sealed class MemoryImage
{
    /// <summary>What a freed word reads as.</summary>
    public const ulong Poison = 0x6B6B_6B6B_6B6B_6B6B;

    /// <summary>What an allocated word that was never written reads as.</summary>
    public const ulong Uninitialised = 0x5A5A_5A5A_5A5A_5A5A;

    private const int SegmentLimit = 256 * SlabCache.Limit;
    private readonly ulong[]?[] segments = new ulong[]?[SegmentLimit];
    private readonly ulong[]?[] saved = new ulong[]?[SegmentLimit];
    private readonly List<int> used = [];

    /// <summary>True if an address lies in memory that was ever handed out.</summary>
    public bool Contains(ulong address) =>
        SimulatedAddress.IsAddress(address) && (address & 7) == 0
        && segments[SimulatedAddress.Segment(address)] is { } words
        && SimulatedAddress.WordInSegment(address) < words.Length;

    /// <summary>The word at an address that the image contains.</summary>
    public ref ulong this[ulong address] =>
        ref segments[SimulatedAddress.Segment(address)]![SimulatedAddress.WordInSegment(address)];

    /// <summary>Consecutive words of one object.</summary>
    public Span<ulong> Range(ulong address, int words) =>
        segments[SimulatedAddress.Segment(address)].AsSpan(SimulatedAddress.WordInSegment(address), words);

    /// <summary>Makes room up to the end of the given objects of a cache.</summary>
    public void Reserve(ulong address, int objects)
    {
        int segment = SimulatedAddress.Segment(address);
        int end = SimulatedAddress.WordInSegment(address)
            + (objects << (SimulatedAddress.Cache(address).Shift - 3));
        var words = segments[segment];
        if (words is null)
        {
            used.Add(segment);
        }

        if (words is null || words.Length < end)
        {
            Array.Resize(ref words, Math.Max(end, (words?.Length ?? 0) * 2));
            segments[segment] = words;
        }
    }

    /// <summary>Remembers the present contents as those to go back to.</summary>
    public void Save()
    {
        Array.Clear(saved);
        foreach (int segment in used)
        {
            saved[segment] = (ulong[])segments[segment]!.Clone();
        }
    }

    /// <summary>Puts the saved contents back.</summary>
    public void Restore()
    {
        foreach (int segment in used)
        {
            var words = segments[segment]!;
            if (saved[segment] is { } before)
            {
                before.CopyTo(words, 0);
                Array.Clear(words, before.Length, words.Length - before.Length);
            }
            else
            {
                Array.Clear(words);
            }
        }
    }
}
