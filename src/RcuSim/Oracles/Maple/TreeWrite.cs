using RcuSim.Machine;

namespace RcuSim.Oracles;

/// <summary>
/// One change of a tree: a store, an erasure or a copy. It takes effect at one instant of its span. Once it
/// has ended it changes no more.
/// </summary>
/// <param name="thread">Who makes it.</param>
/// <param name="stored">The range and the value stored in it.</param>
/// <param name="position">The log position from which readers may see it.</param>
/// <param name="alone">True if no other change of the tree is in progress.</param>
internal sealed class TreeWrite(ThreadName thread, RangeEntry stored, int position, bool alone)
{
    private readonly List<(ulong Index, int At)> seen = [];
    private readonly RangeMap before = new();
    private RangeMap? copied;

    /// <summary>Who makes it.</summary>
    public ThreadName Thread => thread;

    /// <summary>The first index.</summary>
    public ulong First => stored.First;

    /// <summary>The last index, inclusive.</summary>
    public ulong Last => stored.Last;

    /// <summary>The value stored, unless it is a copy.</summary>
    public ulong Value => stored.Value;

    /// <summary>True if no other change of the tree was in progress when it began.</summary>
    public bool BeganAlone => alone;

    /// <summary>The log position from which readers may see it.</summary>
    public int BeganAt => position;

    /// <summary>The log position from which readers no longer see what was there before, or -1.</summary>
    public int EndedAt { get; private set; } = Moment.Never;

    /// <summary>True if it failed and changed nothing.</summary>
    public bool Failed { get; private set; }

    /// <summary>What was there before, once it has ended.</summary>
    public RangeMap Before => before;

    /// <summary>A copy of one that has not ended.</summary>
    public TreeWrite Clone()
    {
        var copy = new TreeWrite(thread, stored, position, alone) { copied = copied };
        copy.seen.AddRange(seen);
        return copy;
    }

    /// <summary>Makes it a copy of what another tree means now.</summary>
    public void Copies(RangeMap source)
    {
        copied = new();
        copied.CopyFrom(source);
    }

    /// <summary>True if its span was not over at a position.</summary>
    public bool WasOpenSince(int since) => !Moment.WasOverBefore(EndedAt, since);

    /// <summary>True if it covers an index.</summary>
    public bool Covers(ulong index) => index >= First && index <= Last;

    /// <summary>What it puts at an index that it covers.</summary>
    public ulong ValueAt(ulong index) => copied is null ? Value : copied[index];

    /// <summary>
    /// Notes that a lookup which is over at a position can only have found what the write put there.
    /// </summary>
    public void SeenAt(ulong index, int at) => seen.Add((index, at));

    /// <summary>
    /// True if an earlier lookup proves that it had taken effect at an index before a position.
    /// </summary>
    public bool TookEffectBefore(ulong index, int since)
    {
        foreach (var (at, proof) in seen)
        {
            if (at == index && Moment.IsBefore(proof, since))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Ends it: applies it to the tree's map, unless it failed.</summary>
    public void End(RangeMap map, int at, bool failed)
    {
        EndedAt = at;
        Failed = failed;
        foreach (var entry in map.Overlapping(First, Last))
        {
            before.Store(entry.First, entry.Last, entry.Value);
        }

        if (failed)
        {
            return;
        }

        map.Store(First, Last, Value);
        foreach (var entry in copied is null ? [] : copied.Entries)
        {
            map.Store(entry.First, entry.Last, entry.Value);
        }
    }
}
