using System.Runtime.InteropServices;

namespace RcuSim.History;

/// <summary>
/// A short list that can go back to marks. The whole list is kept when it first changes after a mark.
/// </summary>
internal sealed class ReversibleList<T> : IReversible
{
    private readonly List<T> items = [];
    private readonly List<T> journal = [];
    private readonly List<int> lengths = [];
    private readonly MarkStack marks = new();
    private int savedIn;

    /// <summary>How many items there are.</summary>
    public int Count => items.Count;

    /// <summary>The items, to read; valid until the next change.</summary>
    public ReadOnlySpan<T> Items => CollectionsMarshal.AsSpan(items);

    /// <summary>An item, to read.</summary>
    public T this[int index] => items[index];

    /// <summary>The items as a list that enumerators may keep; not for changes.</summary>
    public IReadOnlyList<T> Read => items;

    /// <summary>The list, to change at once.</summary>
    public List<T> Change()
    {
        if (savedIn != marks.Epoch)
        {
            savedIn = marks.Epoch;
            lengths.Add(items.Count);
            journal.AddRange(items);
        }

        return items;
    }

    /// <inheritdoc/>
    public void Mark() => marks.Mark(lengths.Count);

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        int versions = marks.BackTo(mark);
        while (lengths.Count > versions)
        {
            int length = lengths[^1], from = journal.Count - length;
            lengths.RemoveAt(lengths.Count - 1);
            items.Clear();
            items.AddRange(CollectionsMarshal.AsSpan(journal)[from..]);
            journal.RemoveRange(from, length);
        }
    }
}
