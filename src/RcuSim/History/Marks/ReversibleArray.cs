using System.Runtime.InteropServices;

namespace RcuSim.History;

/// <summary>
/// An array that can go back to marks. What an item was is kept when it first changes after a mark.
/// </summary>
/// <param name="length">The number of items, all default at first.</param>
internal sealed class ReversibleArray<T>(int length) : IReversible
    where T : struct
{
    private readonly T[] items = new T[length];
    private readonly int[] savedIn = new int[length];
    private readonly List<(int Index, T Before)> journal = [];
    private readonly MarkStack marks = new();

    /// <summary>An item, to read.</summary>
    public ref readonly T this[int index] => ref items[index];

    /// <summary>All items, to read.</summary>
    public ReadOnlySpan<T> Items => items;

    /// <summary>An item, to change.</summary>
    public ref T Change(int index)
    {
        if (savedIn[index] != marks.Epoch)
        {
            savedIn[index] = marks.Epoch;
            journal.Add((index, items[index]));
        }

        return ref items[index];
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
            items[changes[i].Index] = changes[i].Before;
        }

        journal.RemoveRange(length, journal.Count - length);
    }
}
