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
        ref var slot = ref Slot(key);
        if (slot is null || slot.Epoch != marks.Epoch)
        {
            if (marks.Any)
            {
                journal.Add((key, slot));
            }

            var copy = spare.TryPop(out var free) ? free : new();
            copy.CopyFrom(slot);
            copy.Epoch = marks.Epoch;
            slot = copy;
        }

        return slot;
    }

    /// <inheritdoc/>
    public void Mark() => marks.Mark(journal.Count);

    /// <inheritdoc/>
    public void BackTo(int mark)
    {
        int length = marks.BackTo(mark);
        for (int i = journal.Count - 1; i >= length; i--)
        {
            ref var slot = ref Slot(journal[i].Key);
            spare.Push(slot!);
            slot = journal[i].Before;
        }

        journal.RemoveRange(length, journal.Count - length);
    }

    /// <summary>Where the thing under a key is kept; makes room for it.</summary>
    private protected abstract ref T? Slot(TKey key);
}
