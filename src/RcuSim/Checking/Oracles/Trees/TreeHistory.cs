using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>What one tree means now, and every change of it since set-up.</summary>
internal sealed class TreeHistory
{
    private readonly List<TreeWrite> writes = [];
    private readonly RangeMap saved = new();
    private int count;
    private int open;

    /// <summary>What the tree means when no change is under way.</summary>
    public RangeMap Map { get; } = new();

    /// <summary>True if a change is under way.</summary>
    public bool IsBeingChanged => open > 0;

    /// <summary>Begins a change.</summary>
    public TreeWrite Begin(SimulatedThread thread, RangeEntry stored, int position)
    {
        if (count == writes.Count)
        {
            writes.Add(new());
        }

        var write = writes[count++];
        write.Begin(thread, stored, position, alone: open++ == 0);
        return write;
    }

    /// <summary>Ends a change.</summary>
    public void End(TreeWrite write, int position, bool failed)
    {
        write.End(Map, position, failed);
        open--;
    }

    /// <summary>The changes of an index that were not over at a position, the latest first.</summary>
    public IEnumerable<TreeWrite> At(ulong index, int since)
    {
        for (int i = count - 1; i >= Oldest(since); i--)
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
    /// long as the change is under way.
    /// </param>
    public bool Had(ulong index, ulong value, int since, bool inOrder)
    {
        bool changed = false;
        for (int i = count - 1, oldest = Oldest(since); i >= oldest; i--)
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
    /// leaf's borders when a change moved one of them across the index, and another change then filled the
    /// slot that it went on to read.
    /// </summary>
    public bool MayBeOvertaken(ulong index, ulong value, int since, SystemState state)
    {
        for (int i = Oldest(since); i < count; i++)
        {
            if (!writes[i].WasOpenSince(since) || !writes[i].Covers(index))
            {
                continue;
            }

            ulong leaf = MovedBorder.LeafOf(writes[i], state);
            for (int later = i + 1; leaf != 0 && later < count; later++)
            {
                if (MovedBorder.Fills(writes[later], leaf, value, state))
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
        for (int i = count - 1, oldest = Oldest(since); i >= oldest; i--)
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
        for (int i = count - 1, oldest = Oldest(since); i >= oldest; i--)
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

    /// <summary>Remembers the present map as the one after set-up.</summary>
    public void Save()
    {
        saved.CopyFrom(Map);
        writes.Clear();
        count = open = 0;
    }

    /// <summary>Goes back to the map after set-up.</summary>
    public void Restore()
    {
        if (count > 0)
        {
            Map.CopyFrom(saved);
            count = open = 0;
        }
    }

    /// <summary>The number of the oldest change that may not have been over at a position.</summary>
    private int Oldest(int position)
    {
        int i = count;
        while (i > 0 && (writes[i - 1].WasOpenSince(position) || !writes[i - 1].BeganAlone))
        {
            i--;
        }

        return i;
    }
}
