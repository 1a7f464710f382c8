using RcuSim.Machine;

namespace RcuSim.Maple;

/// <summary>How a write changes the tree; chosen before anything is written.</summary>
/// <remarks>Kernel: <c>enum store_type</c>.</remarks>
[KernelName("store_type")]
internal enum MapleStrategy : byte
{
    /// <summary>None worked out yet.</summary>
    None,

    /// <summary>The range is everything.</summary>
    [KernelName("wr_new_root")]
    NewRoot,

    /// <summary>The tree has no nodes.</summary>
    [KernelName("wr_store_root")]
    StoreRoot,

    /// <summary>The range is exactly one slot's.</summary>
    [KernelName("wr_exact_fit")]
    ExactFit,

    /// <summary>The range reaches into another leaf, or an empty range would end a leaf.</summary>
    [KernelName("wr_spanning_store")]
    SpanningStore,

    /// <summary>The leaf overflows.</summary>
    [KernelName("wr_split_store")]
    SplitStore,

    /// <summary>The leaf would have too few slots.</summary>
    [KernelName("wr_rebalance")]
    Rebalance,

    /// <summary>The range begins in the leaf's last slot; slots are added at the end, in place.</summary>
    [KernelName("wr_append")]
    Append,

    /// <summary>The leaf's contents are rebuilt: in RCU mode in a new node.</summary>
    [KernelName("wr_node_store")]
    NodeStore,

    /// <summary>The number of slots stays the same: values and pivots change in place.</summary>
    [KernelName("wr_slot_store")]
    SlotStore,
}
