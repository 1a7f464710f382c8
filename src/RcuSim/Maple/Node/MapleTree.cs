using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <summary>
/// A maple tree: ranges of indices, each with a non-zero value. A handle on three words of the machine's
/// memory (lock, flags, root), which may lie inside any object.
/// </summary>
/// <remarks>
/// Kernel: <c>struct maple_tree</c>. Ranges are inclusive at both ends. Unless its flags say
/// <see cref="MapleTreeFlags.ExternalLock"/>, calls that write take the tree's own lock.
/// </remarks>
/// <param name="machine">The machine.</param>
/// <param name="address">The address of the first of its three words.</param>
[KernelName("maple_tree")]
public readonly partial struct MapleTree<TMachine>(TMachine machine, ulong address)
    where TMachine : struct, IMachine
{
    /// <summary>Distance in bytes of the flags word.</summary>
    internal const ulong FlagsOffset = MapleTreeWords.Flags * WordAddress.Bytes;

    /// <summary>Distance in bytes of the root word.</summary>
    internal const ulong RootOffset = MapleTreeWords.Root * WordAddress.Bytes;

    /// <summary>The machine it lives on.</summary>
    internal TMachine Machine => machine;

    /// <summary>The address of its first word, the lock.</summary>
    public ulong Address => address;

    /// <summary>The flags, without the height.</summary>
    internal MapleTreeFlags Flags =>
        (MapleTreeFlags)machine.Load(address + FlagsOffset, PlainRacy) & ~MapleTreeFlags.HeightMask;

    /// <summary>How many levels the nodes have; 0 for a tree without nodes.</summary>
    internal int Height => ((MapleTreeFlags)machine.Load(address + FlagsOffset, PlainRacy)).Height();

    /// <summary>True if the tree holds nothing.</summary>
    /// <remarks>Kernel: <c>mtree_empty</c>.</remarks>
    [KernelName("mtree_empty")]
    public bool IsEmpty => machine.Load(address + RootOffset, Once) == 0;

    /// <summary>Makes an empty tree. Nobody else may know of it yet.</summary>
    /// <param name="flags">The flags.</param>
    /// <remarks>Kernel: <c>mt_init_flags</c>.</remarks>
    [KernelName("mt_init_flags")]
    public void Initialise(MapleTreeFlags flags)
    {
        machine.Store(address, 0, Plain);
        machine.Store(address + FlagsOffset, (ulong)(flags & ~MapleTreeFlags.HeightMask), Plain);
        machine.Store(address + RootOffset, 0, Plain);
    }

    /// <summary>Switches RCU mode on, under the lock.</summary>
    /// <remarks>Kernel: <c>mt_set_in_rcu</c>.</remarks>
    [KernelName("mt_set_in_rcu")]
    internal void EnterRcuMode() => SetRcuMode(on: true);

    /// <summary>
    /// Switches RCU mode off, under the lock. No reader may be inside the tree without the lock.
    /// </summary>
    /// <remarks>Kernel: <c>mt_clear_in_rcu</c>.</remarks>
    [KernelName("mt_clear_in_rcu")]
    internal void LeaveRcuMode() => SetRcuMode(on: false);

    /// <summary>A cursor for one index.</summary>
    internal MapleState<TMachine> At(ulong index) => new(this, index, index);

    /// <summary>Takes the tree's own lock, if that is what guards it.</summary>
    internal void Lock()
    {
        if (HasOwnLock)
        {
            machine.Lock(address, LockMode.Spin);
        }
    }

    /// <summary>Gives the tree's own lock back, if that is what guards it.</summary>
    internal void Unlock()
    {
        if (HasOwnLock)
        {
            machine.Unlock(address, LockMode.Spin);
        }
    }

    private bool HasOwnLock => (Flags & MapleTreeFlags.ExternalLock) != MapleTreeFlags.ExternalLock;

    private void SetRcuMode(bool on)
    {
        if (on == Flags.InRcuMode())
        {
            return;
        }

        Lock();
        ulong flags = machine.Load(address + FlagsOffset, Plain) & ~(ulong)MapleTreeFlags.Rcu;
        machine.Store(address + FlagsOffset, on ? flags | (ulong)MapleTreeFlags.Rcu : flags, PlainRacy);
        Unlock();
    }
}
