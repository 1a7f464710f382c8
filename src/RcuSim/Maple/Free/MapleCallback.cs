using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <summary>The functions that the maple tree hands to RCU, to be run after a grace period.</summary>
public static class MapleCallback
{
    /// <summary>Frees the node that was handed over.</summary>
    /// <remarks>Kernel: <c>mt_free_rcu</c>.</remarks>
    [KernelName("mt_free_rcu")]
    internal const int FreeNode = 1;

    /// <summary>Frees a dead subtree: the argument is the pointer to its top.</summary>
    /// <remarks>Kernel: <c>mt_free_walk</c>.</remarks>
    [KernelName("mt_free_walk")]
    internal const int FreeSubtree = 2;

    private const ulong ParentOffset = 24;
    private const ulong ShapeOffset = 32;

    /// <summary>Runs a callback.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="function">Its number.</param>
    /// <param name="retired">The node that was handed over.</param>
    /// <param name="argument">The word that was given with it.</param>
    /// <returns>False if the number is not one of the maple tree's.</returns>
    public static bool Run<TMachine>(TMachine machine, int function, ulong retired, ulong argument)
        where TMachine : struct, IMachine
    {
        switch (function)
        {
            case FreeNode:
                machine.Free(MapleNodeLayout.Cache, retired);
                return true;
            case FreeSubtree:
                FreeMarked(machine, argument);
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// Notes in a dead node what the walk that frees it needs; its pivots are no longer anyone's.
    /// </summary>
    internal static void NoteShape<TMachine>(
        TMachine machine, ulong node, ulong parent, int slot, int children)
        where TMachine : struct, IMachine
    {
        ulong address = NodePointer.Address(node);
        ulong shape = (uint)slot | ((ulong)NodePointer.Type(node) << 8) | ((ulong)(uint)children << 16);
        machine.Store(address + ParentOffset, parent, PlainRacy);
        machine.Store(address + ShapeOffset, shape, PlainRacy);
    }

    /// <summary>The pointer to the parent noted in a dead node.</summary>
    internal static ulong NotedParent<TMachine>(TMachine machine, ulong node)
        where TMachine : struct, IMachine => machine.Load(NodePointer.Address(node) + ParentOffset, Plain);

    /// <summary>The slot and the number of children noted in a dead node.</summary>
    internal static (int Slot, int Children) NotedShape<TMachine>(TMachine machine, ulong node)
        where TMachine : struct, IMachine
    {
        ulong shape = machine.Load(NodePointer.Address(node) + ShapeOffset, Plain);
        return ((int)shape & 0xF, (int)(shape >> 16) & 0x1F);
    }

    /// <summary>Frees a marked subtree, children before their parent.</summary>
    internal static void FreeMarked<TMachine>(TMachine machine, ulong top)
        where TMachine : struct, IMachine
    {
        ulong at = top;
        int next = 0;
        while (true)
        {
            var (slot, children) = NotedShape(machine, at);
            if (next < children)
            {
                at = new MapleNode<TMachine>(machine, at).SlotLocked(next);
                next = 0;
                continue;
            }

            ulong parent = NotedParent(machine, at);
            machine.Free(MapleNodeLayout.Cache, NodePointer.Address(at));
            if (at == top)
            {
                return;
            }

            at = parent;
            next = slot + 1;
        }
    }
}
