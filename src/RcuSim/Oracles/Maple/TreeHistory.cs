using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>What one tree means now, and every change of it so far.</summary>
internal sealed class TreeHistory : Versioned<TreeHistory>
{
    private readonly List<TreeWrite> writes = [];
    private int open;

    /// <summary>What the tree means when no change is in progress.</summary>
    public RangeMap Map { get; } = new();

    /// <inheritdoc/>
    public override void CopyFrom(TreeHistory? other)
    {
        writes.Clear();
        open = other?.open ?? 0;
        if (other is null)
        {
            Map.Clear();
            return;
        }

        Map.CopyFrom(other.Map);

        // A change that is over stays as it is, so all copies share it.
        writes.AddRange(other.writes.Select(write => write.EndedAt < 0 ? write.Clone() : write));
    }

    /// <summary>Begins a change.</summary>
    /// <returns>Its number, from 1.</returns>
    public int Begin(ThreadName thread, RangeEntry stored, int position)
    {
        writes.Add(new(thread, stored, position, alone: open++ == 0));
        return writes.Count;
    }

    /// <summary>Begins a change that makes the whole tree mean what another means.</summary>
    /// <returns>Its number, from 1.</returns>
    public int BeginCopy(ThreadName thread, RangeMap source, int position)
    {
        int number = Begin(thread, new(0, ulong.MaxValue, 0), position);
        writes[number - 1].Copies(source);
        return number;
    }

    /// <summary>Ends a change.</summary>
    public void End(int number, int position, bool failed)
    {
        writes[number - 1].End(Map, position, failed);
        open--;
    }

    /// <summary>The changes of an index that were not over at a position, the latest first.</summary>
    public IEnumerable<TreeWrite> At(ulong index, int since)
    {
        for (int i = writes.Count - 1; i >= Oldest(since); i--)
        {
            if (writes[i].WasOpenSince(since) && writes[i].Covers(index))
            {
                yield return writes[i];
            }
        }
    }

    /// <summary>True if a value stood at an index at some instant since a position.</summary>
    /// <param name="index">The index.</param>
    /// <param name="value">The value, 0 for nothing.</param>
    /// <param name="since">The position.</param>
    /// <param name="inOrder">
    /// True if a change that a lookup has seen is over for all later ones; false if the old value counts as
    /// long as the change is in progress.
    /// </param>
    public bool Had(ulong index, ulong value, int since, bool inOrder)
    {
        bool changed = false;
        for (int i = writes.Count - 1, oldest = Oldest(since); i >= oldest; i--)
        {
            var write = writes[i];
            if (!write.WasOpenSince(since) || !write.Covers(index))
            {
                continue;
            }

            ulong before = write.EndedAt < 0 ? Map[index] : write.Before[index];
            bool isOver = inOrder && write.TookEffectBefore(index, since);
            bool isOld = before == value && !isOver;
            if (isOld || (!write.Failed && write.ValueAt(index) == value))
            {
                return true;
            }

            changed = true;
        }

        return !changed && Map[index] == value;
    }

    /// <summary>
    /// True if a reader of a leaf may have found a value at an index where it never was: it had read the
    /// leaf's pivots when a change moved one of them across the index, and another change then filled the
    /// slot that it read next.
    /// </summary>
    public bool MayBeOvertaken(ulong index, ulong value, int since, ExecutionHistory history)
    {
        for (int i = Oldest(since); i < writes.Count; i++)
        {
            if (!writes[i].WasOpenSince(since) || !writes[i].Covers(index))
            {
                continue;
            }

            ulong leaf = MovedPivot.LeafOf(writes[i], history);
            for (int later = i + 1; leaf != 0 && later < writes.Count; later++)
            {
                if (MovedPivot.Fills(writes[later], leaf, value, history))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>True if a range has an index that no change has touched since a position.</summary>
    public bool HasUntouched(ulong first, ulong last, int since)
    {
        ulong next = first;
        while (true)
        {
            if (Touching(next, next, since) is not { } write)
            {
                return true;
            }

            if (write.Last >= last)
            {
                return false;
            }

            next = write.Last + 1;
        }
    }

    /// <summary>A change since a position that shares an index with a range, or null.</summary>
    public TreeWrite? Touching(ulong first, ulong last, int since)
    {
        for (int i = writes.Count - 1, oldest = Oldest(since); i >= oldest; i--)
        {
            var write = writes[i];
            if (write.WasOpenSince(since) && write.First <= last && write.Last >= first)
            {
                return write;
            }
        }

        return null;
    }

    /// <summary>Notes that a lookup of an index, over at a position, found a value.</summary>
    public void Prove(ulong index, ulong value, int since, int position)
    {
        TreeWrite? only = null;
        for (int i = writes.Count - 1, oldest = Oldest(since); i >= oldest; i--)
        {
            var write = writes[i];
            if (write.WasOpenSince(since) && write.Covers(index))
            {
                if (only is not null)
                {
                    return;
                }

                only = write;
            }
        }

        if (only is { EndedAt: < 0 } && only.ValueAt(index) == value && Map[index] != value)
        {
            only.SeenAt(index, position);
        }
    }

    /// <summary>The number of the oldest change that may not have been over at a position.</summary>
    private int Oldest(int position)
    {
        int i = writes.Count;
        while (i > 0 && (writes[i - 1].WasOpenSince(position) || !writes[i - 1].BeganAlone))
        {
            i--;
        }

        return i;
    }
}
