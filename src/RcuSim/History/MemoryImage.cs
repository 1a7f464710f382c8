using System.Runtime.InteropServices;
using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>
/// The words of simulated memory, as the stores reported so far have left them. Addresses must lie in memory
/// that was handed out.
/// </summary>
internal sealed class MemoryImage : IReversible
{
    private readonly ulong[]?[] segments = new ulong[]?[SimulatedAddress.Segments];
    private readonly List<(ulong Address, ulong Before)> journal = [];
    private readonly List<(ulong Address, int Words)> poisoned = [];
    private readonly List<ulong> contents = [];
    private readonly MarkStack marks = new();
    private readonly MarkStack poisonMarks = new();

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

    /// <summary>
    /// Poisons the words of an object that is freed for good: nothing is written to it later.
    /// </summary>
    internal void Poison(ulong address, int words)
    {
        var range = segments[SimulatedAddress.Segment(address)]
            .AsSpan(SimulatedAddress.WordInSegment(address), words);
        if (marks.Any)
        {
            poisoned.Add((address, words));
            contents.AddRange(range);
        }

        range.Fill(WordPatterns.Poison);
    }

    /// <summary>
    /// Makes room for objects that were never there before, and gives their words a value: nobody can go back
    /// to what they held.
    /// </summary>
    internal void Reserve(ulong address, int objects, ulong value)
    {
        int segment = SimulatedAddress.Segment(address), start = SimulatedAddress.WordInSegment(address);
        int count = objects << (SimulatedAddress.Shift(address) - 3);
        ref var words = ref segments[segment];
        if (words is null || words.Length < start + count)
        {
            Array.Resize(ref words, Math.Max(start + count, (words?.Length ?? 0) * 2));
        }

        words.AsSpan(start, count).Fill(value);
    }

    /// <inheritdoc/>
    public void Mark()
    {
        marks.Mark(journal.Count);
        poisonMarks.Mark(poisoned.Count);
    }

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        BackToLife(poisonMarks.BackTo(mark));
        int length = marks.BackTo(mark);
        var changes = CollectionsMarshal.AsSpan(journal)[length..];
        for (int i = changes.Length - 1; i >= 0; i--)
        {
            ulong address = changes[i].Address;
            segments[SimulatedAddress.Segment(address)]![SimulatedAddress.WordInSegment(address)] =
                changes[i].Before;
        }

        CollectionsMarshal.SetCount(journal, length);
    }

    private void BackToLife(int count)
    {
        for (int i = poisoned.Count - 1; i >= count; i--)
        {
            var (address, words) = poisoned[i];
            int from = contents.Count - words;
            CollectionsMarshal.AsSpan(contents)[from..].CopyTo(
                segments[SimulatedAddress.Segment(address)].AsSpan(SimulatedAddress.WordInSegment(address)));
            CollectionsMarshal.SetCount(contents, from);
        }

        CollectionsMarshal.SetCount(poisoned, count);
    }
}
