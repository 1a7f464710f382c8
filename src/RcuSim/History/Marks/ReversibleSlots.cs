namespace RcuSim.History;

/// <summary>
/// Things found by a key, which can go back to marks: a thing is copied when it first changes after a mark.
/// Copies that are no longer needed serve again.
/// </summary>
internal abstract class ReversibleSlots<TKey, T> : IReversible
    where T : Versioned<T>, new()
{
    private readonly List<(TKey Key, T? Before)> journal = [];
    private readonly Stack<T> spare = new();
    private readonly MarkStack marks = new();

    /// <summary>The thing under a key, to read; null if it never changed.</summary>
    public abstract T? Find(TKey key);

    /// <summary>The thing under a key, to change at once.</summary>
    public T Change(TKey key)
    {
        var current = Find(key);
        return current is not null && current.Epoch == marks.Epoch ? current : Save(key, current);
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
            spare.Push(Find(key)!);
            Put(key, before);
        }

        journal.RemoveRange(length, journal.Count - length);
    }

    /// <summary>Keeps a thing under a key, in place of what was there.</summary>
    private protected abstract void Put(TKey key, T? thing);

    private T Save(TKey key, T? current)
    {
        if (marks.Any)
        {
            journal.Add((key, current));
        }

        var copy = spare.TryPop(out var free) ? free : new();
        copy.CopyFrom(current);
        copy.Epoch = marks.Epoch;
        Put(key, copy);
        return copy;
    }
}
