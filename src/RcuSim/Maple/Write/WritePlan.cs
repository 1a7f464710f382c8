using RcuSim.Machine;

namespace RcuSim.Maple;

/// <summary>
/// What is known about a write before it happens: the slots it touches and what will be left of them. Private
/// to one call.
/// </summary>
/// <remarks>Kernel: <c>struct ma_wr_state</c>.</remarks>
[KernelName("ma_wr_state")]
internal struct WritePlan
{
    /// <summary>The value to store; 0 empties the range.</summary>
    public ulong Value;

    /// <summary>The tree's flags word.</summary>
    public MapleTreeFlags Flags;

    /// <summary>The lowest index of the slot that holds the range's first.</summary>
    public ulong Low;

    /// <summary>The highest index of that slot.</summary>
    public ulong High;

    /// <summary>The highest index of the slot that holds the range's last.</summary>
    public ulong EndHigh;

    /// <summary>What the slot that holds the range's first contains.</summary>
    public ulong Content;

    /// <summary>What the slot that holds the range's last contains.</summary>
    public ulong EndContent;

    /// <summary>What was found at the first index asked for, before an empty range was widened.</summary>
    public ulong OldValue;

    /// <summary>The number of the slot that holds the range's last.</summary>
    public int EndOffset;

    /// <summary>The last used slot after the write, in a leaf without limit.</summary>
    public int NewEnd;

    /// <summary>
    /// The deepest level above the leaf with room for another child, from 1; 0 if none was seen.
    /// </summary>
    public int VacantLevel;

    /// <summary>The deepest level above the leaf that can lose a child, from 1; 0 if none was seen.</summary>
    public int SufficientLevel;

    /// <summary>The depth, from 0, at which the range was seen to leave its slot.</summary>
    public int SpanDepth;

    /// <summary>True if readers may be in the tree without the lock.</summary>
    public readonly bool InRcuMode => Flags.InRcuMode();

    /// <summary>True if gaps are tracked.</summary>
    public readonly bool TracksGaps => Flags.TracksGaps();

    /// <summary>The recorded height.</summary>
    public readonly int Height => Flags.Height();

    /// <summary>The type of internal nodes.</summary>
    public readonly MapleNodeType InternalType => Flags.InternalType();
}
