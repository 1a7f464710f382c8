using System.Runtime.InteropServices;

namespace RcuSim.Oracles;

/// <summary>
/// What a tree means: disjoint ranges of indices with values, sorted. The model against which lookups are
/// judged.
/// </summary>
internal sealed class RangeMap
{
    private readonly List<RangeEntry> entries = [];

    /// <summary>The entries, in order.</summary>
    public ReadOnlySpan<RangeEntry> Entries => CollectionsMarshal.AsSpan(entries);

    /// <summary>The value at an index, or 0.</summary>
    public ulong this[ulong index]
    {
        get
        {
            int at = FirstEndingAt(index);
            return at < entries.Count && entries[at].First <= index ? entries[at].Value : 0;
        }
    }

    /// <summary>The entries that share an index with a range.</summary>
    public ReadOnlySpan<RangeEntry> Overlapping(ulong first, ulong last)
    {
        int from = FirstEndingAt(first);
        int to = from;
        while (to < entries.Count && entries[to].First <= last)
        {
            to++;
        }

        return Entries[from..to];
    }

    /// <summary>Puts a value over a range, or nothing if it is 0.</summary>
    public void Store(ulong first, ulong last, ulong value)
    {
        int from = FirstEndingAt(first);
        int count = Overlapping(first, last).Length;
        Span<RangeEntry> parts = stackalloc RangeEntry[3];
        int n = 0;
        if (count > 0 && entries[from] is var left && left.First < first)
        {
            parts[n++] = left with { Last = first - 1 };
        }

        if (value != 0)
        {
            parts[n++] = new(first, last, value);
        }

        if (count > 0 && entries[from + count - 1] is var right && right.Last > last)
        {
            parts[n++] = right with { First = last + 1 };
        }

        entries.RemoveRange(from, count);
        entries.InsertRange(from, parts[..n]);
    }

    /// <summary>Makes it equal to another.</summary>
    public void CopyFrom(RangeMap other)
    {
        entries.Clear();
        entries.AddRange(other.entries);
    }

    /// <summary>Empties it.</summary>
    public void Clear() => entries.Clear();

    private int FirstEndingAt(ulong index)
    {
        int low = 0, high = entries.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (entries[middle].Last < index)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
