using System.Text;
using RcuSim.Machine;
using RcuSim.Maple;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Scripts;

/// <summary>A snapshot of a tree's nodes in preorder, for printing. Taken while nobody writes.</summary>
internal sealed class TreeReport<TMachine>
    where TMachine : struct, IMachine
{
    private readonly TMachine machine;
    private readonly List<NodeSnapshot> nodes = [];

    /// <summary>Takes the snapshot.</summary>
    public TreeReport(MapleTree<TMachine> tree)
    {
        machine = tree.Machine;
        Root = machine.Load(tree.Address + MapleTree<TMachine>.RootOffset, Plain);
        Height = tree.Height;
        if (NodePointer.IsNode(Root))
        {
            Visit(NodePointer.FromRoot(Root), 0, 0, ulong.MaxValue);
        }
    }

    /// <summary>The root word.</summary>
    public ulong Root { get; }

    /// <summary>The recorded height.</summary>
    public int Height { get; }

    /// <summary>The nodes, parents before children, left to right.</summary>
    public IReadOnlyList<NodeSnapshot> Nodes => nodes;

    /// <summary>What the root word is.</summary>
    public string RootKind => Root == 0 ? "empty" : NodePointer.IsNode(Root) ? "node" : "ptr";

    /// <summary>The nodes as JSON, without the outer brackets.</summary>
    public string NodesText()
    {
        var text = new StringBuilder();
        foreach (var node in nodes)
        {
            text.Append(text.Length > 0 ? "," : "");
            node.AppendTo(text);
        }

        return text.ToString();
    }

    /// <summary>The slots recorded as largest gaps, one for each arange node.</summary>
    public string LargestText() => string.Join(
        ",", nodes.Where(node => node.Type == MapleNodeType.ARange).Select(node => node.Largest));

    private int Visit(ulong pointer, int depth, ulong min, ulong max)
    {
        int number = nodes.Count;
        var node = new MapleNode<TMachine>(machine, pointer);
        int end = node.DataEnd(max);
        var slots = new ulong[end + 1];
        var gaps = new ulong[node.IsARange ? end + 1 : 0];
        var pivots = new ulong[Math.Min(end + 1, node.PivotCapacity)];
        nodes.Add(new NodeSnapshot
        {
            Type = NodePointer.Type(pointer),
            Depth = depth,
            Min = min,
            Max = max,
            End = end,
            Pivots = pivots,
            Slots = slots,
            Gaps = gaps,
            Largest = node.IsARange ? node.LargestGapSlot() : 0,
        });
        ulong low = min;
        for (int slot = 0; slot <= end; slot++)
        {
            ulong high = slot < pivots.Length ? node.Pivot(slot) : max;
            if (slot < pivots.Length)
            {
                pivots[slot] = high;
            }

            if (node.IsARange)
            {
                gaps[slot] = node.Gap(slot);
            }

            ulong content = node.SlotLocked(slot);
            slots[slot] = node.IsLeaf ? content : (ulong)Visit(content, depth + 1, low, high);
            low = high + 1;
        }

        return number;
    }
}
