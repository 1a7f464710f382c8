using RcuSim.Machine;

namespace RcuSim.Checking;

/// <summary>
/// One change of a tree: a store, an erasure or a copy. It takes effect at one instant of its span.
/// </summary>
/// <param name="thread">Who makes it.</param>
/// <param name="first">The first index.</param>
/// <param name="last">The last index, inclusive.</param>
/// <param name="beganAt">The log position from which readers may see it.</param>
internal sealed class TreeWrite(SimulatedThread thread, ulong first, ulong last, int beganAt)
{
    private readonly List<(ulong Index, int At)> seen = [];

    /// <summary>Who makes it.</summary>
    public SimulatedThread Thread => thread;

    /// <summary>The first index.</summary>
    public ulong First => first;

    /// <summary>The last index, inclusive.</summary>
    public ulong Last => last;

    /// <summary>The value stored, unless it is a copy.</summary>
    public ulong Value { get; init; }

    /// <summary>The entries copied, or null.</summary>
    public RangeMap? Copied { get; init; }

    /// <summary>True if no other change of the tree was under way when it began.</summary>
    public bool BeganAlone { get; set; }

    /// <summary>The log position from which readers may see it.</summary>
    public int BeganAt => beganAt;

    /// <summary>The log position from which readers no longer see what was there before, or -1.</summary>
    public int EndedAt { get; private set; } = -1;

    /// <summary>True if it failed and changed nothing.</summary>
    public bool Failed { get; private set; }

    /// <summary>What was there before, once it has ended.</summary>
    public RangeMap Before { get; } = new();

    /// <summary>True if its span was not over at a position.</summary>
    public bool WasOpenSince(int position) => EndedAt < 0 || EndedAt >= position;

    /// <summary>True if it covers an index.</summary>
    public bool Covers(ulong index) => index >= first && index <= last;

    /// <summary>What it puts at an index that it covers.</summary>
    public ulong ValueAt(ulong index) => Copied is null ? Value : Copied[index];

    /// <summary>
    /// Notes that a lookup which is over at a position can only have found what the write put there.
    /// </summary>
    public void SeenAt(ulong index, int position) => seen.Add((index, position));

    /// <summary>
    /// True if an earlier lookup proves that it had taken effect at an index before a position.
    /// </summary>
    public bool TookEffectBefore(ulong index, int position) =>
        seen.Exists(proof => proof.Index == index && proof.At < position);

    /// <summary>Ends it: applies it to the tree's map, unless it failed.</summary>
    public void End(RangeMap map, int position, bool failed)
    {
        EndedAt = position;
        Failed = failed;
        foreach (var entry in map.Overlapping(first, last))
        {
            Before.Store(entry.First, entry.Last, entry.Value);
        }

        if (failed)
        {
            return;
        }

        map.Store(first, last, Value);
        foreach (var entry in Copied is null ? [] : Copied.Entries)
        {
            map.Store(entry.First, entry.Last, entry.Value);
        }
    }
}
