using RcuSim.Machine;

namespace RcuSim.History;

/// <summary>
/// What the log has said of one object. Positions are positions in the log; -1 stands for "not so far".
/// </summary>
internal struct ObjectRecord
{
    /// <summary>The number of its cache.</summary>
    public ushort Cache { get; init; }

    /// <summary>
    /// Which object of its cache it was, from 0, among those that its thread took; for one that a callback
    /// took, of its size, among those that any callback took.
    /// </summary>
    public int Ordinal { get; init; }

    /// <summary>Where it is in its life.</summary>
    public ObjectState State { get; set; }

    /// <summary>True once another thread can reach it.</summary>
    public bool Shared { get; set; }

    /// <summary>The low bits of the last forward pointer to it that was stored.</summary>
    public byte Tag { get; set; }

    /// <summary>Where it was allocated.</summary>
    public int AllocatedAt { get; set; }

    /// <summary>Where it was last written by a plain access before other threads could reach it.</summary>
    public int FilledAt { get; set; }

    /// <summary>Where it became reachable by other threads.</summary>
    public int PublishedAt { get; set; }

    /// <summary>Where a pointer to it was last overwritten in a shared object.</summary>
    public int UnlinkedAt { get; set; }

    /// <summary>Where it was handed to RCU.</summary>
    public int RetiredAt { get; set; }

    /// <summary>Where it was freed.</summary>
    public int FreedAt { get; set; }

    /// <summary>The epoch in which its earlier state was put into the journal.</summary>
    internal int SavedIn { get; set; }

    /// <summary>A fresh record for an object allocated at a position.</summary>
    public static ObjectRecord New(SlabCache cache, int ordinal, int position) => new()
    {
        Cache = (ushort)cache.Number,
        Ordinal = ordinal,
        State = ObjectState.Allocated,
        AllocatedAt = position,
        FilledAt = -1,
        PublishedAt = -1,
        UnlinkedAt = -1,
        RetiredAt = -1,
        FreedAt = -1,
    };
}
