namespace RcuSim.Machine;

/// <summary>Stand-alone memory barriers.</summary>
public enum FenceKind : byte
{
    /// <summary>Loads before stay before loads after (<c>smp_rmb</c>).</summary>
    Read,

    /// <summary>Stores before stay before stores after (<c>smp_wmb</c>).</summary>
    Write,

    /// <summary>Everything before stays before everything after (<c>smp_mb</c>).</summary>
    Full,

    /// <summary>Orders nothing: stands where a fence was taken away.</summary>
    None,
}
