using RcuSim.History;

namespace RcuSim.Oracles;

/// <summary>What one thread has seen of all.</summary>
internal sealed class ThreadClocks : Versioned<ThreadClocks>
{
    /// <summary>What comes before whatever it does next.</summary>
    public VectorClock Now { get; } = new();

    /// <summary>What its unordered loads have found; a read barrier puts it before the rest.</summary>
    public VectorClock Pending { get; } = new();

    /// <summary>What came before its last write barrier.</summary>
    public VectorClock Fenced { get; } = new();

    /// <inheritdoc/>
    public override void CopyFrom(ThreadClocks? other)
    {
        Now.CopyFrom(other?.Now);
        Pending.CopyFrom(other?.Pending);
        Fenced.CopyFrom(other?.Fenced);
    }
}
