using RcuSim.History;

namespace RcuSim.Oracles;

/// <summary>What one thread has seen of all.</summary>
internal sealed class ThreadClocks : Versioned<ThreadClocks>
{
    /// <summary>What comes before whatever it does next.</summary>
    public VectorClock Now { get; } = new();

    /// <summary>What its unordered loads have found; a read barrier puts it before the rest.</summary>
    public VectorClock Pending { get; } = new();

    /// <summary>What comes before whatever it stores next, by dependencies.</summary>
    public VectorClock Led { get; } = new();

    /// <summary>What comes before whatever its marked stores show, by barriers and locks.</summary>
    public VectorClock Fenced { get; } = new();

    /// <summary>What its releases and full barriers have handed on.</summary>
    public VectorClock Carried { get; } = new();

    /// <summary>What it did before it last left a spinlock, and what its stores had carried.</summary>
    public VectorClock Left { get; } = new();

    /// <inheritdoc/>
    public override void CopyFrom(ThreadClocks? other)
    {
        Now.CopyFrom(other?.Now);
        Pending.CopyFrom(other?.Pending);
        Led.CopyFrom(other?.Led);
        Fenced.CopyFrom(other?.Fenced);
        Carried.CopyFrom(other?.Carried);
        Left.CopyFrom(other?.Left);
    }
}
