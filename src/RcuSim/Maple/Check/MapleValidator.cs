using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Maple;

/// <summary>Walks a whole tree and lists what is wrong with it.</summary>
/// <param name="tree">The tree.</param>
internal sealed class MapleValidator<TMachine>(MapleTree<TMachine> tree)
    where TMachine : struct, IMachine
{
    private readonly TMachine machine = tree.Machine;
    private readonly List<string> wrong = [];
    private readonly HashSet<ulong> seen = [];
    private bool previousEmpty;

    /// <summary>Checks the tree.</summary>
    public IReadOnlyList<string> Check()
    {
        ulong root = machine.Load(tree.Address + MapleTree<TMachine>.RootOffset, Plain);
        if (!NodePointer.IsNode(root))
        {
            Expect(tree.Height == 0, root, "a tree without nodes has a height");
            return wrong;
        }

        ulong pointer = NodePointer.FromRoot(root);
        ulong link = new MapleNode<TMachine>(machine, pointer).Link(Plain);
        Expect(link == ParentLink.OfRoot(tree.Address), pointer, "the root's link does not name the tree");
        Visit(new CheckedNode(pointer, 0, ulong.MaxValue, 1));
        return wrong;
    }

    private void Visit(CheckedNode at)
    {
        var node = new MapleNode<TMachine>(machine, at.Pointer);
        if (!Expect(seen.Add(node.Address), at.Pointer, "a node hangs in the tree twice")
            || !Expect(at.Level <= MapleNodeLayout.MaxHeight, at.Pointer, "the tree is too deep"))
        {
            return;
        }

        int end = node.DataEnd(at.Max);
        CheckShape(at, node, end);
        CheckPivots(at, node, end);
        CheckTail(at, node, end);
        if (node.IsLeaf)
        {
            CheckLeaf(at, node, end);
        }
        else
        {
            CheckChildren(at, node, end);
            new GapChecks<TMachine>(machine, wrong).Check(at, node, end);
        }
    }

    private void CheckShape(CheckedNode at, MapleNode<TMachine> node, int end)
    {
        var type = NodePointer.Type(at.Pointer);
        bool known = node.IsLeaf
            ? type == MapleNodeType.Leaf
            : type == tree.Flags.InternalType();
        Expect(known, at.Pointer, $"a node of type {type} does not belong in this tree");
        Expect(!node.IsDead(), at.Pointer, "a dead node hangs in the tree");
        Expect(at.Level == 1 || end >= NodeSizes.Minimum(type), at.Pointer, $"{end + 1} slots are too few");
        Expect(at.Level > 1 || node.IsLeaf || end >= 1, at.Pointer, "an internal root has one child");
        Expect(end < NodeSizes.Slots(type), at.Pointer, $"{end + 1} slots are too many");
        Expect(!node.IsLeaf || at.Level == tree.Height, at.Pointer, "a leaf is not at the recorded height");
    }

    private void CheckPivots(CheckedNode at, MapleNode<TMachine> node, int end)
    {
        ulong low = at.Min;
        for (int slot = 0; slot <= end && slot < node.PivotCapacity; slot++)
        {
            ulong pivot = node.Pivot(slot);
            Expect(pivot >= low && pivot <= at.Max, at.Pointer, $"pivot {slot} is out of order or bounds");
            Expect(slot == end == (pivot == at.Max), at.Pointer, $"pivot {slot} disagrees with the data end");
            low = pivot + 1;
        }
    }

    private void CheckTail(CheckedNode at, MapleNode<TMachine> node, int end)
    {
        for (int slot = end + 1; slot < node.PivotCapacity; slot++)
        {
            Expect(node.Pivot(slot) == 0, at.Pointer, $"pivot {slot} is set after the data end");
        }

        int slots = node.IsARange ? MapleNodeLayout.ARangeSlots : MapleNodeLayout.WideSlots - 1;
        for (int slot = end + 1; slot < slots; slot++)
        {
            Expect(node.SlotLocked(slot) == 0, at.Pointer, $"slot {slot} is set after the data end");
            bool gap = node.IsARange && node.Gap(slot) != 0;
            Expect(!gap, at.Pointer, $"gap {slot} is set after the data end");
        }
    }

    private void CheckLeaf(CheckedNode at, MapleNode<TMachine> node, int end)
    {
        for (int slot = 0; slot <= end; slot++)
        {
            bool empty = node.SlotLocked(slot) == 0;
            Expect(!(empty && previousEmpty), at.Pointer, $"slot {slot} and the one before are both empty");
            previousEmpty = empty;
        }

        Expect(!previousEmpty || at.Max == ulong.MaxValue, at.Pointer, "a leaf ends in an empty slot");
    }

    private void CheckChildren(CheckedNode at, MapleNode<TMachine> node, int end)
    {
        ulong low = at.Min;
        for (int slot = 0; slot <= end; slot++)
        {
            ulong child = node.SlotLocked(slot);
            ulong high = slot < end ? node.Pivot(slot) : at.Max;
            if (Expect(child > MapleEntry.ReservedEnd, at.Pointer, $"slot {slot} holds no child"))
            {
                ulong link = new MapleNode<TMachine>(machine, child).Link(Plain);
                Expect(link == ParentLink.Of(at.Pointer, slot), child, $"the link does not name slot {slot}");
                Visit(new CheckedNode(child, low, high, at.Level + 1));
            }

            low = high + 1;
        }
    }

    private bool Expect(bool right, ulong pointer, string complaint)
    {
        if (!right)
        {
            wrong.Add($"node 0x{pointer:x}: {complaint}");
        }

        return right;
    }
}
