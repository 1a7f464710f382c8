using RcuSim.Faults;
using RcuSim.Machine;

namespace RcuSim.Maple;

/// <content>Walks from the root to the slot that holds an index.</content>
internal partial struct MapleState<TMachine>
{
    /// <summary>
    /// Walks from the root to the slot that holds <see cref="Index"/>; the range becomes that slot's.
    /// </summary>
    /// <returns>The slot's value, 0 if it is empty.</returns>
    /// <remarks>Kernel: <c>mas_walk</c>.</remarks>
    [KernelName("mas_walk")]
    public ulong Walk()
    {
        Tree.ReportRead(index);
        ulong value = WalkFromRoot();
        if (status != MapleStatus.Active)
        {
            value = TakeWholeTree(value);
        }

        Tree.ReportWalked(index, last, value);
        return value;
    }

    /// <summary>Settles on what a tree without nodes is: one value or nothing.</summary>
    private ulong TakeWholeTree(ulong value)
    {
        if (status == MapleStatus.Root && index == 0)
        {
            last = 0;
            return value;
        }

        index = status == MapleStatus.Root ? 1UL : 0;
        last = ulong.MaxValue;
        status = MapleStatus.None;
        return 0;
    }

    /// <summary>
    /// Walks until no dead node is met. Leaves the state active on the slot, or with the status of a tree
    /// without nodes and its range untouched.
    /// </summary>
    [KernelName("mas_state_walk")]
    private ulong WalkFromRoot()
    {
        while (true)
        {
            ulong root = LoadRoot();
            if (!NodePointer.IsNode(root))
            {
                status = root == 0 ? MapleStatus.None : MapleStatus.Root;
                node = 0;
                return index == 0 ? root : 0;
            }

            if (Descend(NodePointer.FromRoot(root), out ulong value))
            {
                return value;
            }

            machine.Retry(MapleSites.WalkRetry);
        }
    }

    /// <summary>
    /// One walk from a root; false if a node on the way was dead, and nothing was changed then.
    /// </summary>
    [KernelName("mtree_range_walk")]
    private bool Descend(ulong root, out ulong value)
    {
        ulong pointer = root;
        ulong low = 0;
        ulong high = ulong.MaxValue;
        for (int depth = 0; depth <= MapleNodeLayout.MaxHeight; depth++)
        {
            var at = Node(pointer);
            int slot = at.SlotOf(index);
            ulong slotLow = at.LowerBound(slot, low);
            ulong slotHigh = at.UpperBound(slot, high);
            int dataEnd = at.IsLeaf ? at.DataEnd(high) : 0;
            value = at.Slot(slot);
            if (at.IsDead() && (depth > 0 || !machine.Acts(BugSwitch.DeadRootUnchecked)))
            {
                return false;
            }

            if (at.IsLeaf)
            {
                Settle(pointer, low, high, slot, dataEnd);
                index = slotLow;
                last = slotHigh;
                return true;
            }

            pointer = value;
            low = slotLow;
            high = slotHigh;
        }

        value = 0;
        return false;
    }

    /// <summary>Takes a position in a leaf.</summary>
    private void Settle(ulong leaf, ulong leafMin, ulong leafMax, int slot, int dataEnd)
    {
        node = leaf;
        min = leafMin;
        max = leafMax;
        offset = slot;
        end = dataEnd;
        status = MapleStatus.Active;
        displaced = false;
    }
}
