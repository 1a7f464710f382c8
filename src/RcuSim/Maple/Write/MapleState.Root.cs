using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <content>Writes that make the root: from nothing, from a value, or over everything.</content>
internal partial struct MapleState<TMachine>
{
    /// <summary>Writes to a tree without nodes.</summary>
    [KernelName("mas_store_root")]
    private void StoreRoot(in WritePlan plan)
    {
        ulong before = machine.Load(RootWord, Plain);
        if (plan.Value == 0)
        {
            if (index == 0)
            {
                PublishEntry(RootWord, 0);
            }
        }
        else if (FitsRootWord(plan.Value))
        {
            PublishEntry(RootWord, plan.Value);
            status = MapleStatus.Start;
        }
        else
        {
            ExpandRoot(in plan, index == 0 ? 0 : before);
        }
    }

    /// <summary>Makes the first leaf: what was at index 0, the range, and nothing around it.</summary>
    [KernelName("mas_root_expand")]
    private void ExpandRoot(in WritePlan plan, ulong before)
    {
        var leaf = Node(NodePointer.Of(TakeZeroed(), MapleNodeType.Leaf));
        int slot = 0;
        if (before != 0 && index > 0)
        {
            WriteSlot(leaf, slot++, before, 0);
        }

        if (index > (ulong)slot)
        {
            WriteSlot(leaf, slot++, 0, index - 1);
        }

        int at = slot;
        WriteSlot(leaf, slot, plan.Value, last);
        if (last < ulong.MaxValue)
        {
            WriteSlot(leaf, ++slot, 0, ulong.MaxValue);
        }

        PublishFirstLeaf(leaf, slot);

        // The recorded system leaves the data end that was noted last: in a fresh cursor 0, so that a step
        // forward runs into the limit at once.
        Settle(leaf.Pointer, 0, ulong.MaxValue, at, dataEnd: end);
    }

    /// <summary>Replaces the whole tree by one range over everything, or by nothing.</summary>
    [KernelName("mas_new_root")]
    private void ReplaceRoot(in WritePlan plan)
    {
        ulong before = machine.Load(RootWord, Plain);
        if (plan.Value == 0)
        {
            // The recorded system keeps the pointer to the root that is gone. Nothing follows it: the range
            // is everything, so that every further step ends at its limit.
            PublishEntry(RootWord, 0);
            SetHeight(0);
            status = MapleStatus.Start;
        }
        else
        {
            var leaf = Node(NodePointer.Of(TakeZeroed(), MapleNodeType.Leaf));
            WriteSlot(leaf, 0, plan.Value, ulong.MaxValue);
            PublishFirstLeaf(leaf, 0);

            // The data end is left here, too.
            Settle(leaf.Pointer, 0, ulong.MaxValue, 0, end);
        }

        if (NodePointer.IsNode(before))
        {
            TearDown(NodePointer.FromRoot(before), plan.InRcuMode);
        }
    }

    private readonly void WriteSlot(MapleNode<TMachine> leaf, int slot, ulong value, ulong pivot)
    {
        machine.Store(leaf.SlotAddress(slot), value, Plain);
        machine.Store(leaf.PivotAddress(slot), pivot, Plain);
    }

    /// <summary>Makes a leaf, complete but for its end and its link, the whole tree.</summary>
    private readonly void PublishFirstLeaf(MapleNode<TMachine> leaf, int dataEnd)
    {
        machine.Store(leaf.MetaAddress, (ulong)dataEnd, Plain);
        machine.Store(leaf.Address, ParentLink.OfRoot(tree), Plain);

        // (C) Publishes the first leaf; pairs with (D) in LoadRoot. Moved above the stores of its words, a
        // reader could enter a half-built node.
        machine.Store(RootWord, NodePointer.ToRoot(leaf.Pointer), Publish, MapleSites.FirstLeaf);
        SetHeight(1);
    }

    /// <summary>Records how many levels of nodes there are.</summary>
    [KernelName("mt_set_height")]
    private readonly void SetHeight(int height)
    {
        ulong flags = machine.Load(FlagsWord, Plain) & ~(ulong)MapleTreeFlags.HeightMask;
        machine.Store(FlagsWord, flags | ((ulong)height << 2), PlainRacy);
    }
}
