using System.Runtime.CompilerServices;
using RcuSim.Machine;

namespace RcuSim.Maple;

/// <summary>
/// A cursor into a maple tree: a range of indices and, when active, the leaf and slot that hold it. It lives
/// on its owner's stack, is passed by reference, and belongs to one thread.
/// </summary>
/// <remarks>
/// Kernel: <c>struct ma_state</c>. A reader calls it inside an RCU read-side critical section or under the
/// tree's lock; every call that writes needs the lock. Ranges are inclusive at both ends.
/// </remarks>
[KernelName("ma_state")]
internal partial struct MapleState<TMachine>
    where TMachine : struct, IMachine
{
    private readonly TMachine machine;
    private readonly ulong tree;
    private ulong index;
    private ulong last;

    // Where it stands: pointer and bounds of the node, the slot, and the node's last used slot.
    private ulong node;
    private ulong min;
    private ulong max;
    private int offset;
    private int end;

    // The range was set, or widened, without moving: it need not be the slot's.
    private bool displaced;
    private MapleStatus status;
    private MapleStrategy strategy;
    private StateMarks marks;
    private Errno error;

    // The first of the nodes held ready, how many they are, and how many were taken from them in all.
    private ulong firstPreallocated;
    private int preallocated;
    private int built;

    // How many nodes the write wanted that failed for lack of memory.
    private int lacking;

    /// <summary>A cursor for a range, not yet positioned.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="first">The lowest index.</param>
    /// <param name="last">The highest index, inclusive.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public MapleState(MapleTree<TMachine> tree, ulong first, ulong last)
    {
        machine = tree.Machine;
        this.tree = tree.Address;
        index = first;
        this.last = last;
        max = ulong.MaxValue;
    }

    /// <summary>The tree it walks.</summary>
    public readonly MapleTree<TMachine> Tree => new(machine, tree);

    /// <summary>The lowest index of the range.</summary>
    public readonly ulong Index => index;

    /// <summary>The highest index of the range, inclusive.</summary>
    public readonly ulong Last => last;

    /// <summary>Where it stands.</summary>
    public readonly MapleStatus Status => status;

    /// <summary>What went wrong, while <see cref="Status"/> is <see cref="MapleStatus.Error"/>.</summary>
    public readonly Errno Error => error;

    /// <summary>
    /// Where it stands, exactly. What is kept of that while it stands on no slot means nothing.
    /// </summary>
    internal readonly MaplePosition Position => new(node, min, max, offset, end);

    /// <summary>The strategy worked out for the last write; none before the first.</summary>
    internal readonly MapleStrategy Strategy => strategy;

    /// <summary>Forgets the position; the range is kept.</summary>
    /// <remarks>Kernel: <c>mas_reset</c>.</remarks>
    [KernelName("mas_reset")]
    public void Reset()
    {
        status = MapleStatus.Start;
        node = 0;
    }

    /// <summary>
    /// Forgets the position before the lock or read-side critical section is left; iteration continues after
    /// it.
    /// </summary>
    /// <remarks>Kernel: <c>mas_pause</c>.</remarks>
    [KernelName("mas_pause")]
    public void Pause()
    {
        status = MapleStatus.Paused;
        node = 0;
    }

    /// <summary>Sets the range to one index and forgets the position.</summary>
    /// <remarks>Kernel: <c>mas_set</c>.</remarks>
    [KernelName("mas_set")]
    public void Set(ulong at) => SetRange(at, at);

    /// <summary>Sets the range and forgets the position.</summary>
    /// <remarks>Kernel: <c>mas_set_range</c>.</remarks>
    [KernelName("mas_set_range")]
    public void SetRange(ulong first, ulong lastIndex)
    {
        index = first;
        last = lastIndex;
        Reset();
    }

    /// <summary>
    /// Sets the range and keeps the position: the new range must begin inside the slot the state stands on.
    /// </summary>
    /// <remarks>Kernel: <c>__mas_set_range</c>.</remarks>
    [KernelName("__mas_set_range")]
    public void SetRangeInPlace(ulong first, ulong lastIndex)
    {
        index = first;
        last = lastIndex;
        displaced = true;
    }

    private readonly MapleNode<TMachine> Node(ulong pointer) => new(machine, pointer);

    /// <summary>The highest index of a slot of the leaf the state stands on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly ulong EndOfSlot(MapleNode<TMachine> leaf, int slot) =>
        slot < end ? leaf.Pivot(slot) : max;

    /// <summary>True if the leaf the state stands on is the whole tree.</summary>
    private readonly bool IsOnRoot => min == 0 && max == ulong.MaxValue;

    private readonly ulong RootWord => tree + MapleTree<TMachine>.RootOffset;

    private readonly ulong FlagsWord => tree + MapleTree<TMachine>.FlagsOffset;

    private readonly ulong LoadRoot() => Tree.LoadRoot();

    private void Fail(Errno reason)
    {
        status = MapleStatus.Error;
        error = reason;
        node = 0;
    }
}
