using RcuSim.Faults;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <content>What becomes of nodes that have left the tree.</content>
internal partial struct MapleState<TMachine>
{
    /// <summary>
    /// What the header of a queued node holds where its pivots were: no link, and where to go.
    /// </summary>
    private const ulong QueuedFunction = 0xFFFF_FFFF_8100_0000;

    /// <summary>Says in a node itself that it has left the tree.</summary>
    [KernelName("mte_set_node_dead")]
    private readonly void MarkDead(ulong address)
    {
        machine.Store(address, address, Once);

        // (B) Keeps the dead mark before all stores that reuse the node; pairs with (A) in IsDead. Moved
        // above the mark, a reader could take a reused word from a node it then finds alive.
        machine.Fence(FenceKind.Write);
    }

    /// <summary>Frees a dead node: after a grace period if readers may be in it.</summary>
    [KernelName("ma_free_rcu")]
    private void Retire(in WritePlan plan, ulong address)
    {
        if (plan.InRcuMode)
        {
            Defer(MapleCallback.FreeNode, address, 0);
        }
        else
        {
            KeepNode(address);
        }
    }

    /// <summary>Tears down the subtrees in a chain.</summary>
    private readonly void TearDownAll(in WritePlan plan, ulong chain)
    {
        ulong next = chain;
        while (next != 0)
        {
            ulong top = next;
            next = machine.Load(NodePointer.Address(top) + ChainOffset, Plain);
            TearDown(top, plan.InRcuMode);
        }
    }

    /// <summary>
    /// Marks a whole subtree dead, then frees it: with one callback if readers may be in it.
    /// </summary>
    [KernelName("mte_destroy_walk")]
    internal readonly void TearDown(ulong top, bool inRcuMode)
    {
        MarkSubtree(top);
        if (inRcuMode)
        {
            Defer(MapleCallback.FreeSubtree, NodePointer.Address(top), top);
        }
        else
        {
            MapleCallback.FreeMarked(machine, top);
        }
    }

    /// <summary>
    /// Marks every node of a subtree dead, parents first, and notes in each what the walk that frees it
    /// needs. The children stay readable.
    /// </summary>
    [KernelName("mte_destroy_descend")]
    private readonly void MarkSubtree(ulong top)
    {
        int children = MarkNode(top, 0, 0);
        ulong at = top;
        int next = 0;
        while (true)
        {
            if (next < children)
            {
                ulong child = Node(at).SlotLocked(next);
                children = MarkNode(child, at, next);
                at = child;
                next = 0;
                continue;
            }

            if (at == top)
            {
                return;
            }

            next = MapleCallback.NotedShape(machine, at).Slot + 1;
            at = MapleCallback.NotedParent(machine, at);
            children = MapleCallback.NotedShape(machine, at).Children;
        }
    }

    private readonly int MarkNode(ulong pointer, ulong parent, int slot)
    {
        var node = Node(pointer);
        int children = node.IsLeaf ? 0 : node.InternalEnd() + 1;
        MarkDead(node.Address);
        MapleCallback.NoteShape(machine, pointer, parent, slot, children);
        return children;
    }

    /// <summary>Queues a callback; its list header lies in the dead node's first pivots.</summary>
    private readonly void Defer(int function, ulong address, ulong argument)
    {
        if (machine.Detours(BugSwitch.ImmediateFree))
        {
            FreeAtOnce(function, address, argument);
            return;
        }

        machine.Store(address + 8, 0, PlainRacy);
        machine.Store(address + 16, QueuedFunction, PlainRacy);
        machine.CallRcu(function, address, argument);
    }
}
