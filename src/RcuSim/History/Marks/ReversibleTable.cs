namespace RcuSim.History;

/// <summary>A dictionary of words that can go back to marks.</summary>
public sealed class ReversibleTable<T> : IReversible
    where T : struct, IEquatable<T>
{
    private readonly Dictionary<ulong, T> items = [];
    private readonly List<(ulong Key, T? Before)> journal = [];
    private readonly MarkStack marks = new();

    /// <summary>The items, to read.</summary>
    public IReadOnlyDictionary<ulong, T> Items => items;

    /// <summary>How many items there are.</summary>
    public int Count => items.Count;

    /// <summary>Finds the item under a key.</summary>
    public bool TryGet(ulong key, out T item) => items.TryGetValue(key, out item);

    /// <summary>Puts an item under a key.</summary>
    public void Set(ulong key, T item)
    {
        Note(key);
        items[key] = item;
    }

    /// <summary>Takes the item under a key out.</summary>
    public void Remove(ulong key)
    {
        Note(key);
        items.Remove(key);
    }

    /// <summary>Takes every item of one value out.</summary>
    internal void RemoveWhere(T value)
    {
        foreach (var (key, item) in items)
        {
            if (item.Equals(value))
            {
                Remove(key);
            }
        }
    }

    /// <inheritdoc/>
    public void Mark() => marks.Mark(journal.Count);

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        int length = marks.BackTo(mark);
        for (int i = journal.Count - 1; i >= length; i--)
        {
            var (key, before) = journal[i];
            if (before is { } item)
            {
                items[key] = item;
            }
            else
            {
                items.Remove(key);
            }
        }

        journal.RemoveRange(length, journal.Count - length);
    }

    private void Note(ulong key)
    {
        if (marks.Any)
        {
            journal.Add((key, items.TryGetValue(key, out var before) ? before : null));
        }
    }
}
