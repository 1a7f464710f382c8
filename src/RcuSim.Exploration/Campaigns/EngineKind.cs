namespace RcuSim.Exploration;

/// <summary>The engines that explore interleavings.</summary>
public enum EngineKind
{
    /// <summary>Microsoft Coyote.</summary>
    Coyote,

    /// <summary>Our own: pooled threads that pass one baton.</summary>
    Baton,
}
