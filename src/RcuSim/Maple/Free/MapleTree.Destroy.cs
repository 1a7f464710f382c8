using RcuSim.Machine;

namespace RcuSim.Maple;

/// <content>Taking a whole tree down.</content>
public readonly partial struct MapleTree<TMachine>
{
    /// <summary>Empties the tree and frees its nodes. The tree can be used again.</summary>
    /// <remarks>Kernel: <c>mtree_destroy</c>.</remarks>
    [KernelName("mtree_destroy")]
    public void Destroy()
    {
        Lock();
        DestroyLocked();
        Unlock();
    }

    /// <summary>As <see cref="Destroy"/>, for the holder of the lock.</summary>
    /// <remarks>Kernel: <c>__mt_destroy</c>.</remarks>
    [KernelName("__mt_destroy")]
    internal void DestroyLocked()
    {
        var state = At(0);
        state.RemoveAll();
    }
}
