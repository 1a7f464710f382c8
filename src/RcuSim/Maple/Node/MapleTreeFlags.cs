using RcuSim.Machine;

namespace RcuSim.Maple;

/// <summary>The flags word of a tree. The height is in bits 2–6.</summary>
/// <remarks>Kernel: <c>MT_FLAGS_…</c>.</remarks>
[Flags]
[KernelName("ma_flags")]
public enum MapleTreeFlags : ulong
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Gap tracking: internal nodes record the largest gap below each child.</summary>
    AllocRange = 1,

    /// <summary>Readers may run without the lock: nodes are replaced, not changed.</summary>
    Rcu = 2,

    /// <summary>The bits of the height.</summary>
    HeightMask = 0x7C,

    /// <summary>The tree is guarded by a lock that its owner takes.</summary>
    ExternalLock = 0x300,

    /// <summary>A cyclic allocation has gone round.</summary>
    Wrapped = 0x800,
}
