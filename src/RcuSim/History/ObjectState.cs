namespace RcuSim.History;

/// <summary>The life of an object, in order.</summary>
public enum ObjectState : byte
{
    /// <summary>Its memory was never handed out.</summary>
    Never,

    /// <summary>Taken from its cache.</summary>
    Allocated,

    /// <summary>Handed to RCU, to be freed after a grace period.</summary>
    Retired,

    /// <summary>Freed.</summary>
    Freed,
}
