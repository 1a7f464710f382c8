using System.Runtime.InteropServices;
using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>
/// A small value for each word of simulated memory, default at first, which can go back to marks.
/// </summary>
internal sealed class ReversibleCells<T> : IReversible
    where T : struct
{
    private readonly Cell[]?[] segments = new Cell[SimulatedAddress.Segments][];
    private readonly List<(ulong Address, T Before)> journal = [];
    private readonly MarkStack marks = new();

    /// <summary>The value of the word at an address.</summary>
    public T this[ulong address]
    {
        get
        {
            var cells = segments[SimulatedAddress.Segment(address)];
            int word = SimulatedAddress.WordInSegment(address);
            return cells is not null && word < cells.Length ? cells[word].Value : default;
        }
    }

    /// <summary>The value of the word at an address, to change at once.</summary>
    public ref T Change(ulong address)
    {
        int segment = SimulatedAddress.Segment(address), word = SimulatedAddress.WordInSegment(address);
        var cells = segments[segment];
        if (cells is null || cells.Length <= word)
        {
            Array.Resize(ref cells, Math.Max(word + 1, (cells?.Length ?? 128) * 2));
            segments[segment] = cells;
        }

        ref var cell = ref cells[word];
        if (cell.SavedIn != marks.Epoch)
        {
            cell.SavedIn = marks.Epoch;
            journal.Add((address, cell.Value));
        }

        return ref cell.Value;
    }

    /// <inheritdoc/>
    public void Mark() => marks.Mark(journal.Count);

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        int length = marks.BackTo(mark);
        var changes = CollectionsMarshal.AsSpan(journal)[length..];
        for (int i = changes.Length - 1; i >= 0; i--)
        {
            ulong address = changes[i].Address;
            var cells = segments[SimulatedAddress.Segment(address)]!;
            cells[SimulatedAddress.WordInSegment(address)].Value = changes[i].Before;
        }

        CollectionsMarshal.SetCount(journal, length);
    }

    private struct Cell
    {
        public T Value;
        public int SavedIn;
    }
}
