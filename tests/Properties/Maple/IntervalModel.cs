namespace RcuSim.Tests.Properties.Maple;

/// <summary>What a maple tree means: disjoint ranges in ascending order, each with a value.</summary>
internal sealed class IntervalModel
{
    private readonly List<Interval> intervals = [];

    public IntervalModel()
    {
    }

    public IntervalModel(IntervalModel other) => intervals.AddRange(other.intervals);

    /// <summary>The ranges, both ends inclusive.</summary>
    public IReadOnlyList<Interval> Intervals => intervals;

    public void Store(ulong first, ulong last, ulong value)
    {
        if (value != 0 && (intervals.Count == 0 || intervals[^1].Last < first))
        {
            intervals.Add(new(first, last, value));
            return;
        }

        var kept = new List<Interval>();
        foreach (var old in intervals)
        {
            if (old.Last < first || old.First > last)
            {
                kept.Add(old);
                continue;
            }

            if (old.First < first)
                kept.Add(old with { Last = first - 1 });
            if (old.Last > last)
                kept.Add(old with { First = last + 1 });
        }

        if (value != 0)
            kept.Add(new(first, last, value));
        intervals.Clear();
        intervals.AddRange(kept.OrderBy(interval => interval.First));
    }

    public ulong Load(ulong index) => At(index)?.Value ?? 0;

    public bool IsFree(ulong first, ulong last) =>
        !intervals.Exists(old => old.First <= last && old.Last >= first);

    public ulong Erase(ulong index)
    {
        if (At(index) is not { } found)
            return 0;
        intervals.RemoveAt(Position(found.First));
        return found.Value;
    }

    /// <summary>The first range that reaches into [low, high].</summary>
    public Interval? Find(ulong low, ulong high) =>
        Position(low) is var at && at < intervals.Count && intervals[at].First <= high ? intervals[at] : null;

    /// <summary>The first range after an index, up to a limit.</summary>
    public Interval? Next(ulong index, ulong limit) => index >= limit
        ? null
        : intervals.Where(old => old.First > index && old.First <= limit).Cast<Interval?>().FirstOrDefault();

    /// <summary>The last range before an index, down to a limit.</summary>
    public Interval? Previous(ulong index, ulong limit) => index <= limit
        ? null
        : intervals.Where(old => old.Last < index && old.Last >= limit).Cast<Interval?>().LastOrDefault();

    /// <summary>Where the lowest or highest free area of a size in [low, high] begins.</summary>
    public ulong? FreeArea(ulong size, ulong low, ulong high, bool highest)
    {
        ulong? found = null;
        foreach (var (first, last) in Gaps())
        {
            ulong from = Math.Max(first, low);
            ulong to = Math.Min(last, high);
            if (from > to || to - from < size - 1)
                continue;
            if (!highest)
                return from;
            found = to - size + 1;
        }

        return found;
    }

    /// <summary>The position of the first range that ends at an index or above.</summary>
    private int Position(ulong index)
    {
        int from = 0, to = intervals.Count;
        while (from < to)
        {
            int middle = (from + to) / 2;
            (from, to) = intervals[middle].Last < index ? (middle + 1, to) : (from, middle);
        }

        return from;
    }

    private Interval? At(ulong index) => Find(index, index);

    private IEnumerable<(ulong First, ulong Last)> Gaps()
    {
        ulong next = 0;
        foreach (var interval in intervals)
        {
            if (interval.First > next)
                yield return (next, interval.First - 1);
            if (interval.Last == ulong.MaxValue)
                yield break;
            next = interval.Last + 1;
        }

        yield return (next, ulong.MaxValue);
    }
}
