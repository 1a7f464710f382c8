using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>
/// One change of a tree: a store, an erasure or a copy. It takes effect at one instant of its span. Recycled
/// from one execution to the next.
/// </summary>
internal sealed class TreeWrite
{
    private readonly List<(ulong Index, int At)> seen = [];
    private readonly RangeMap before = new();
    private readonly RangeMap copied = new();
    private bool copies;

    /// <summary>Who makes it.</summary>
    public SimulatedThread Thread { get; private set; } = null!;

    /// <summary>The first index.</summary>
    public ulong First { get; private set; }

    /// <summary>The last index, inclusive.</summary>
    public ulong Last { get; private set; }

    /// <summary>The value stored, unless it is a copy.</summary>
    public ulong Value { get; private set; }

    /// <summary>True if no other change of the tree was under way when it began.</summary>
    public bool BeganAlone { get; private set; }

    /// <summary>The log position from which readers may see it.</summary>
    public int BeganAt { get; private set; }

    /// <summary>The log position from which readers no longer see what was there before, or -1.</summary>
    public int EndedAt { get; private set; }

    /// <summary>True if it failed and changed nothing.</summary>
    public bool Failed { get; private set; }

    /// <summary>What was there before, once it has ended.</summary>
    public RangeMap Before => before;

    /// <summary>Begins a store of a value over a range.</summary>
    public void Begin(SimulatedThread thread, RangeEntry stored, int position, bool alone)
    {
        (Thread, First, Last, Value) = (thread, stored.First, stored.Last, stored.Value);
        (BeganAt, EndedAt, BeganAlone) = (position, -1, alone);
        Failed = copies = false;
        seen.Clear();
        before.Clear();
    }

    /// <summary>Makes it a copy of what another tree means now.</summary>
    public void Copies(RangeMap source)
    {
        copies = true;
        copied.CopyFrom(source);
    }

    /// <summary>True if its span was not over at a position.</summary>
    public bool WasOpenSince(int position) => EndedAt < 0 || EndedAt >= position;

    /// <summary>True if it covers an index.</summary>
    public bool Covers(ulong index) => index >= First && index <= Last;

    /// <summary>What it puts at an index that it covers.</summary>
    public ulong ValueAt(ulong index) => copies ? copied[index] : Value;

    /// <summary>
    /// Notes that a lookup which is over at a position can only have found what the write put there.
    /// </summary>
    public void SeenAt(ulong index, int position) => seen.Add((index, position));

    /// <summary>
    /// True if an earlier lookup proves that it had taken effect at an index before a position.
    /// </summary>
    public bool TookEffectBefore(ulong index, int position)
    {
        foreach (var (at, proof) in seen)
        {
            if (at == index && proof < position)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Ends it: applies it to the tree's map, unless it failed.</summary>
    public void End(RangeMap map, int position, bool failed)
    {
        EndedAt = position;
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
        if (copies)
        {
            foreach (var entry in copied.Entries)
            {
                map.Store(entry.First, entry.Last, entry.Value);
            }
        }
    }
}
