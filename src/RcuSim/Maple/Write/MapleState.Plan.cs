using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <content>Chooses the strategy of a write and counts the nodes it needs.</content>
internal partial struct MapleState<TMachine>
{
    /// <summary>
    /// Finds the slots that a write touches, widens an empty range, and chooses the strategy.
    /// </summary>
    [KernelName("mas_wr_prealloc_setup")]
    private void Plan(ref WritePlan plan, ulong value)
    {
        plan.Value = value;
        plan.Flags = (MapleTreeFlags)machine.Load(FlagsWord, Plain);
        bool stays = status == MapleStatus.Active && last <= max && (value != 0 || last != max);
        if (stays || WalkForWrite(ref plan))
        {
            PlanLeaf(ref plan);
            strategy = ChooseInLeaf(in plan);
        }
    }

    /// <summary>
    /// Walks down to the leaf that holds the whole range; false if there is none, and the strategy is chosen
    /// then.
    /// </summary>
    [KernelName("mas_wr_walk")]
    private bool WalkForWrite(ref WritePlan plan)
    {
        ulong root = machine.Load(RootWord, Plain);
        if (!NodePointer.IsNode(root))
        {
            strategy = MapleStrategy.StoreRoot;
            if (status != MapleStatus.Root || (plan.Value == 0 && last == ulong.MaxValue))
            {
                // From the root word the recorded system does not walk, unless to empty it up to the top: it
                // neither reads nor leaves it.
                plan.OldValue = index == 0 ? root : 0;
                status = root == 0 ? MapleStatus.None : MapleStatus.Root;
            }

            return false;
        }

        ulong pointer = NodePointer.FromRoot(root);
        ulong low = 0;
        ulong high = ulong.MaxValue;
        for (int depth = 0; !NodePointer.IsLeaf(pointer) && depth <= MapleNodeLayout.MaxHeight; depth++)
        {
            var at = Node(pointer);
            int slot = at.SlotOf(index);
            ulong slotHigh = at.UpperBound(slot, high);
            bool emptiesEnd = last == slotHigh && plan.Value == 0 && last != ulong.MaxValue;
            if (last > slotHigh || emptiesEnd)
            {
                Settle(pointer, low, high, slot, at.DataEnd(high));
                plan.SpanDepth = depth;
                plan.OldValue = depth > 0 ? pointer : 0;
                strategy = MapleStrategy.SpanningStore;
                return false;
            }

            NoteRoom(ref plan, at, depth + 1, at.DataEnd(high));
            low = at.LowerBound(slot, low);
            high = slotHigh;
            pointer = at.SlotLocked(slot);
        }

        Settle(pointer, low, high, 0, 0);
        return true;
    }

    /// <summary>Notes whether an internal node could take or lose a child.</summary>
    private static void NoteRoom(ref WritePlan plan, MapleNode<TMachine> at, int level, int dataEnd)
    {
        var type = NodePointer.Type(at.Pointer);
        if (dataEnd < NodeSizes.Slots(type) - 1)
        {
            plan.VacantLevel = level;
        }

        if (dataEnd > (level == 1 ? 2 : NodeSizes.Minimum(type) + 1))
        {
            plan.SufficientLevel = level;
        }
    }

    /// <summary>Finds the first and the last slot touched in the leaf the state stands on.</summary>
    private void PlanLeaf(ref WritePlan plan)
    {
        var leaf = Node(node);
        end = leaf.DataEnd(max);
        offset += machine.FindAtLeast(leaf.PivotAddress(offset), end - offset, index, PlainRacy);
        plan.Low = leaf.LowerBound(offset, min);
        plan.High = EndOfSlot(leaf, offset);
        plan.Content = leaf.SlotLocked(offset);
        plan.OldValue = plan.Content;
        plan.EndOffset = offset;
        plan.EndHigh = plan.High;
        plan.EndContent = plan.Content;
        if (last > plan.High)
        {
            int next = offset + 1;
            plan.EndOffset = next + machine.FindAtLeast(leaf.PivotAddress(next), end - next, last, PlainRacy);
            plan.EndHigh = EndOfSlot(leaf, plan.EndOffset);
            plan.EndContent = leaf.SlotLocked(plan.EndOffset);
        }

        if (plan.Value == 0)
        {
            WidenRight(ref plan, leaf);
            WidenLeft(ref plan, leaf);
        }

        plan.NewEnd = end + 2 - (plan.EndOffset - offset)
            - (index == plan.Low ? 1 : 0) - (last == plan.EndHigh ? 1 : 0);
    }

    /// <summary>Lets an empty range swallow the empty slot it ends in or before.</summary>
    [KernelName("mas_wr_extend_null")]
    private void WidenRight(ref WritePlan plan, MapleNode<TMachine> leaf)
    {
        if (plan.EndContent == 0)
        {
            last = plan.EndHigh;
        }
        else if (last == plan.EndHigh && plan.EndOffset < end && leaf.SlotLocked(plan.EndOffset + 1) == 0)
        {
            plan.EndOffset++;
            plan.EndHigh = EndOfSlot(leaf, plan.EndOffset);
            plan.EndContent = 0;
            last = plan.EndHigh;
        }
    }

    /// <summary>Lets an empty range swallow the empty slot it begins in or after.</summary>
    private void WidenLeft(ref WritePlan plan, MapleNode<TMachine> leaf)
    {
        if (plan.Content == 0)
        {
            index = plan.Low;
        }
        else if (index == plan.Low && offset > 0 && leaf.SlotLocked(offset - 1) == 0)
        {
            offset--;
            plan.High = plan.Low - 1;
            plan.Low = leaf.LowerBound(offset, min);
            plan.Content = 0;
            index = plan.Low;
        }
    }

    /// <summary>The strategy for a range that lies in one leaf.</summary>
    [KernelName("mas_wr_store_type")]
    private readonly MapleStrategy ChooseInLeaf(in WritePlan plan)
    {
        if (index == plan.Low && last == plan.High)
        {
            return MapleStrategy.ExactFit;
        }

        if (index == 0 && last == ulong.MaxValue)
        {
            return MapleStrategy.NewRoot;
        }

        if (plan.NewEnd < NodeSizes.Minimum(MapleNodeType.Leaf))
        {
            bool simple = IsOnRoot || (marks & StateMarks.Bulk) != StateMarks.None;
            return simple ? MapleStrategy.NodeStore : MapleStrategy.Rebalance;
        }

        if (plan.NewEnd >= MapleNodeLayout.WideSlots)
        {
            return MapleStrategy.SplitStore;
        }

        bool inPlace = !plan.InRcuMode;
        if (inPlace && offset == end)
        {
            return MapleStrategy.Append;
        }

        // Readers may see one pivot move, not two.
        bool onePivot = plan.EndOffset - offset == 1;
        bool keepsCount = plan.NewEnd == end && (inPlace || onePivot);
        return keepsCount ? MapleStrategy.SlotStore : MapleStrategy.NodeStore;
    }

    private readonly bool FitsRootWord(ulong value) =>
        index == 0 && last == 0 && !MapleEntry.NeedsNode(value);

    /// <summary>How many nodes the chosen strategy may need.</summary>
    [KernelName("mas_prealloc_calc")]
    private readonly int NodesWanted(in WritePlan plan)
    {
        int above = plan.Height - plan.VacantLevel;
        int touched = plan.Height - Math.Min(plan.SufficientLevel, plan.VacantLevel);
        return strategy switch
        {
            MapleStrategy.NodeStore => plan.InRcuMode ? 1 : 0,
            MapleStrategy.NewRoot => 1,
            MapleStrategy.StoreRoot => FitsRootWord(plan.Value) ? 0 : 1,
            MapleStrategy.SplitStore => (2 * above) + 1,
            MapleStrategy.Rebalance => (2 * touched) + 1,
            MapleStrategy.SpanningStore => (3 * touched) + 1,
            _ => 0,
        };
    }
}
