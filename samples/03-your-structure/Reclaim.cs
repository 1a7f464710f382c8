namespace RcuSim.Samples.YourStructure;

/// <summary>What becomes of a node that was popped.</summary>
internal enum Reclaim
{
    /// <summary>It is freed after a grace period.</summary>
    AfterGracePeriod,

    /// <summary>It is freed at once.</summary>
    AtOnce,

    /// <summary>It goes to a pool whose memory stays a node, and may be pushed again at once.</summary>
    Recycled,
}
