using System.Runtime.CompilerServices;
using RcuSim.Faults;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <content>
/// Reads that need nothing from their caller: each opens its own read-side critical section.
/// </content>
public readonly partial struct MapleTree<TMachine>
{
    /// <summary>The value at an index.</summary>
    /// <returns>The value, 0 if there is none or it is <see cref="MapleEntry.Zero"/>.</returns>
    /// <remarks>Kernel: <c>mtree_load</c>.</remarks>
    [KernelName("mtree_load")]
    public ulong Load(ulong index)
    {
        machine.RcuEnter();
        ReportRead(index);
        ulong value;
        while (!TryLoad(index, out value))
        {
            machine.Retry(MapleSites.LoadRetry);
        }

        machine.Observe(MapleSpans.ReadValue, value);
        machine.RcuLeave();
        return value == MapleEntry.Zero ? 0 : value;
    }

    /// <summary>The first value at or after an index.</summary>
    /// <param name="index">Where to begin; after a success one past the range found, 0 if that is past the
    /// top.</param>
    /// <param name="limit">The highest index to look at.</param>
    /// <returns>The value, or 0.</returns>
    /// <remarks>Kernel: <c>mt_find</c>.</remarks>
    [KernelName("mt_find")]
    public ulong Find(ref ulong index, ulong limit)
    {
        if (index > limit)
        {
            return 0;
        }

        var state = At(index);
        machine.RcuEnter();
        ulong value = state.Walk();
        while (value is 0 or MapleEntry.Zero)
        {
            if (state.Status != MapleStatus.Active || state.Last >= limit)
            {
                value = 0;
                break;
            }

            value = state.Next(limit);
        }

        machine.RcuLeave();
        if (value != 0)
        {
            index = state.Last + 1;
        }

        return value;
    }

    /// <summary>
    /// As <see cref="Find"/>, for the later turns of a loop: an index that wrapped to 0 ends it.
    /// </summary>
    /// <param name="index">Where to continue.</param>
    /// <param name="limit">The highest index to look at.</param>
    /// <returns>The value, or 0.</returns>
    /// <remarks>Kernel: <c>mt_find_after</c>.</remarks>
    [KernelName("mt_find_after")]
    internal ulong FindAfter(ref ulong index, ulong limit) => index == 0 ? 0 : Find(ref index, limit);

    /// <summary>The first value whose range begins after an index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="limit">The highest index to look at.</param>
    /// <returns>The value, or 0.</returns>
    /// <remarks>Kernel: <c>mt_next</c>.</remarks>
    [KernelName("mt_next")]
    public ulong Next(ulong index, ulong limit)
    {
        var state = At(index);
        machine.RcuEnter();
        ulong value = state.Next(limit);
        machine.RcuLeave();
        return value;
    }

    /// <summary>The last value whose range ends before an index.</summary>
    /// <param name="index">The index.</param>
    /// <param name="limit">The lowest index to look at.</param>
    /// <returns>The value, or 0.</returns>
    /// <remarks>Kernel: <c>mt_prev</c>.</remarks>
    [KernelName("mt_prev")]
    public ulong Previous(ulong index, ulong limit)
    {
        var state = At(index);
        machine.RcuEnter();
        ulong value = state.Previous(limit);
        machine.RcuLeave();
        return value;
    }

    /// <summary>The root word as a reader without the lock reads it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong LoadRoot()
    {
        // (D) Keeps the reads of the root node behind the read of the root; pairs with (C), (E), (H) and (I).
        // Moved above, they could see the node before it was complete.
        return machine.Load(address + RootOffset, Dereference);
    }

    /// <summary>One walk down; false if a node on the way was dead.</summary>
    [KernelName("mtree_lookup_walk")]
    private bool TryLoad(ulong index, out ulong value)
    {
        ulong word = LoadRoot();
        if (!NodePointer.IsNode(word))
        {
            value = index == 0 ? word : 0;
            return true;
        }

        value = NodePointer.FromRoot(word);
        for (int depth = 0; depth <= MapleNodeLayout.MaxHeight; depth++)
        {
            var node = new MapleNode<TMachine>(machine, value);
            value = node.Slot(node.SlotOf(index));
            if (node.IsDead() && (depth > 0 || !machine.Acts(BugSwitch.DeadRootUnchecked)))
            {
                return false;
            }

            if (node.IsLeaf)
            {
                return true;
            }
        }

        value = 0;
        return false;
    }
}
