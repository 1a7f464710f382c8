using RcuSim.Machine;

namespace RcuSim.Maple;

/// <summary>Where a <see cref="MapleState{TMachine}"/> stands.</summary>
/// <remarks>Kernel: <c>enum maple_status</c>.</remarks>
[KernelName("maple_status")]
internal enum MapleStatus : byte
{
    /// <summary>Nowhere: the next operation walks from the root.</summary>
    Start,

    /// <summary>On a slot of a leaf.</summary>
    Active,

    /// <summary>On the value in the root word.</summary>
    Root,

    /// <summary>On nothing: the tree is empty, or the index lies above the value in the root word.</summary>
    None,

    /// <summary>The caller may have let others change the tree: continues after the last range.</summary>
    Paused,

    /// <summary>Ran into the upper limit; the position is kept.</summary>
    Overflow,

    /// <summary>Ran into the lower limit; the position is kept.</summary>
    Underflow,

    /// <summary>Failed; see <see cref="MapleState{TMachine}.Error"/>.</summary>
    Error,
}
