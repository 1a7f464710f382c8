using RcuSim.Faults;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <content>
/// Puts new nodes in the place of old ones: publish, mark the old top dead, give surviving children their new
/// parents, then find what is left over and retire it.
/// </content>
internal partial struct MapleState<TMachine>
{
    /// <summary>A replaced node and its bounds.</summary>
    private struct Leftover
    {
        public ulong Node;
        public ulong Min;
        public ulong Max;
    }

    /// <summary>Puts the nodes made by a write in the place of what they replace.</summary>
    /// <param name="plan">The write.</param>
    /// <param name="made">The new nodes; the last is the top.</param>
    /// <param name="oldTop">The topmost node replaced.</param>
    [KernelName("mas_topiary_replace")]
    private void ReplaceNodes(in WritePlan plan, scoped ref Replacement made, in PathLevel oldTop)
    {
        var top = Node(made.Top);
        PutInTree(oldTop.Node, top.Pointer, made.Levels);
        Adopt(in made, made.Levels - 1, top.Pointer);
        ulong subtrees = RetireLeftovers(
            in plan, new Leftover { Node = oldTop.Node, Min = oldTop.Min, Max = oldTop.Max });
        TearDownAll(in plan, subtrees);
        if (plan.TracksGaps)
        {
            UpdateGap(top.Pointer, made.Gaps[0]);
        }
    }

    /// <summary>
    /// Publishes a node in the place of another, which is then dead. The one place where a write becomes
    /// visible to readers in the tree.
    /// </summary>
    /// <param name="old">The node replaced.</param>
    /// <param name="fresh">The node that takes its place.</param>
    /// <param name="levels">How many levels it has, for the height if it becomes the root; 0 if as many as
    /// the old.</param>
    [KernelName("mas_put_in_tree")]
    private readonly void PutInTree(ulong old, ulong fresh, int levels)
    {
        if (machine.Detours(BugSwitch.DeadBeforePublish))
        {
            MarkThenPublish(old, fresh, levels);
            return;
        }

        ulong link = TakeOverLink(old, fresh);
        PublishAt(link, fresh, levels);

        // The dead mark comes last: a reader that meets it and starts over must find the new node.
        MarkDead(NodePointer.Address(old));
    }

    /// <summary>Gives a node the parent link of the one it replaces.</summary>
    private readonly ulong TakeOverLink(ulong old, ulong fresh)
    {
        ulong link = machine.Load(NodePointer.Address(old), Plain);
        machine.Store(NodePointer.Address(fresh), link, Plain);
        return link;
    }

    /// <summary>Publishes a node where its parent link says.</summary>
    private readonly void PublishAt(ulong link, ulong fresh, int levels)
    {
        if (ParentLink.IsRoot(link))
        {
            // (E) Publishes a new root; pairs with (D) in LoadRoot. Moved above the stores to the new nodes,
            // a reader could enter a half-built one.
            machine.Store(RootWord, NodePointer.ToRoot(fresh), Publish, MapleSites.NewRoot);
            if (levels > 0)
            {
                SetHeight(levels);
            }
        }
        else
        {
            // (F) Publishes a new child; pairs with (G) in Slot. Moved above the stores to the new nodes, a
            // reader could enter a half-built one.
            var parent = Node(NodePointer.Of(ParentLink.Parent(link), InternalType()));
            ulong word = parent.SlotAddress(ParentLink.Slot(link));
            machine.Store(word, fresh, Publish, MapleSites.NewChild);
        }
    }

    /// <summary>Gives every old child below the new nodes its new parent, from the top down.</summary>
    [KernelName("mas_adopt_children")]
    private readonly void Adopt(scoped in Replacement made, int level, ulong parent)
    {
        if (level == 0)
        {
            return;
        }

        var node = Node(parent);
        int count = node.InternalEnd() + 1;
        for (int slot = 0; slot < count; slot++)
        {
            ulong child = node.SlotLocked(slot);
            if (made.Made(level - 1, child))
            {
                Adopt(in made, level - 1, child);
            }
            else
            {
                // (J) Hangs a child under its new parent; pairs with (K) in Ascend. Moved above the stores to
                // the new nodes, a reader that ascends could enter a half-built one.
                machine.Store(NodePointer.Address(child), ParentLink.Of(parent, slot), Release);
            }
        }
    }

    /// <summary>
    /// Retires the old nodes that no new node took in, top level first. Subtrees that the write covered
    /// wholly are marked and chained instead; the chain is returned.
    /// </summary>
    private ulong RetireLeftovers(in WritePlan plan, Leftover top)
    {
        Span<Leftover> current = stackalloc Leftover[Replacement.Width];
        Span<Leftover> below = stackalloc Leftover[Replacement.Width];
        current[0] = top;
        int count = 1;
        ulong subtrees = 0;
        while (count > 0)
        {
            int found = 0;
            for (int i = 0; i < count; i++)
            {
                if (!NodePointer.IsLeaf(current[i].Node))
                {
                    SortChildren(in current[i], below, ref found, ref subtrees);
                }

                if (current[i].Node != top.Node)
                {
                    MarkDead(NodePointer.Address(current[i].Node));
                }

                Retire(in plan, NodePointer.Address(current[i].Node));
            }

            below[..found].CopyTo(current);
            count = found;
        }

        return subtrees;
    }

    /// <summary>Finds the children whose link still names the old parent.</summary>
    private readonly void SortChildren(
        in Leftover parent, Span<Leftover> below, ref int found, ref ulong subtrees)
    {
        var node = Node(parent.Node);
        int count = node.InternalEnd() + 1;
        ulong low = parent.Min;
        for (int slot = 0; slot < count; slot++)
        {
            ulong high = node.UpperBound(slot, parent.Max);
            ulong child = node.SlotLocked(slot);
            ulong address = NodePointer.Address(child);
            if (ParentLink.Parent(machine.Load(address, Plain)) == node.Address)
            {
                if (index <= low && high <= last)
                {
                    MarkDead(address);
                    machine.Store(address + ChainOffset, subtrees, PlainRacy);
                    subtrees = child;
                }
                else
                {
                    below[found++] = new Leftover { Node = child, Min = low, Max = high };
                }
            }

            low = high + 1;
        }
    }
}
