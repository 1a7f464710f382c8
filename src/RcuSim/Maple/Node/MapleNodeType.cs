using RcuSim.Machine;

namespace RcuSim.Maple;

/// <summary>The type of a maple node, as carried in the low bits of every pointer to it.</summary>
/// <remarks>Kernel: <c>enum maple_type</c>.</remarks>
[KernelName("maple_type")]
internal enum MapleNodeType : byte
{
    /// <summary>A leaf of consecutive single indices; the number exists, such nodes are never made.</summary>
    Dense = 0,

    /// <summary>A leaf of up to 16 ranges.</summary>
    Leaf = 1,

    /// <summary>An internal node of up to 16 children.</summary>
    Range = 2,

    /// <summary>An internal node of up to 10 children that also records the largest gap below each.</summary>
    ARange = 3,
}
