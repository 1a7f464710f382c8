using System.Runtime.InteropServices;

namespace RcuSim.History;

/// <summary>
/// An array without an end that can go back to marks. What an item was is kept when it first changes after a
/// mark.
/// </summary>
/// <param name="length">How many items, all default at first, it has room for.</param>
internal sealed class ReversibleArray<T>(int length) : IReversible
    where T : struct
{
    private static readonly T[] unchanged = new T[1];
    private T[] items = new T[length];
    private int[] savedIn = new int[length];
    private readonly List<(int Index, T Before)> journal = [];
    private readonly MarkStack marks = new();

    /// <summary>An item, to read.</summary>
    public ref readonly T this[int index] => ref index < items.Length ? ref items[index] : ref unchanged[0];

    /// <summary>All items that there is room for, to read.</summary>
    public ReadOnlySpan<T> Items => items;

    /// <summary>An item, to change.</summary>
    public ref T Change(int index)
    {
        Reserve(index);
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

    private void Reserve(int index)
    {
        if (index >= items.Length)
        {
            Array.Resize(ref items, Math.Max(index + 1, items.Length * 2));
            Array.Resize(ref savedIn, items.Length);
        }
    }
}
