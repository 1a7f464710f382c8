using RcuSim.Maple;

namespace RcuSim.Scripts;

/// <summary>Counts over a tree's nodes.</summary>
/// <param name="nodes">The nodes.</param>
/// <param name="singleValue">True if the root word is a value.</param>
internal sealed class TreeStatistics(IReadOnlyList<NodeSnapshot> nodes, bool singleValue)
{
    /// <summary>Adds the counts to an answer.</summary>
    public void AddTo(Answer answer)
    {
        var leaves = nodes.Where(node => node.IsLeaf).ToList();
        var inner = nodes.Where(node => !node.IsLeaf).ToList();
        int leafSlots = leaves.Sum(node => node.Slots.Length);
        int innerSlots = inner.Sum(node => node.Slots.Length);
        int nulls = leaves.Sum(node => node.Slots.Count(slot => slot == 0));
        answer.Add("dense", Count(MapleNodeType.Dense)).Add("leaf_64", Count(MapleNodeType.Leaf))
            .Add("range_64", Count(MapleNodeType.Range)).Add("arange_64", Count(MapleNodeType.ARange))
            .Add("ents", singleValue ? 1L : leafSlots - nulls).Add("nulls", (long)nulls)
            .Add("leaf_slots", (long)leafSlots).Add("int_slots", (long)innerSlots)
            .Add("slots", (long)(leafSlots + innerSlots))
            .AddJson("leaf_fill", Extremes(leaves)).AddJson("int_fill", Extremes(inner));
    }

    private long Count(MapleNodeType type) => nodes.Count(node => node.Type == type);

    private static string Extremes(List<NodeSnapshot> some)
    {
        var sizes = some.ConvertAll(node => node.Slots.Length);
        return sizes.Count == 0 ? "[0,0]" : $"[{sizes.Min()},{sizes.Max()}]";
    }
}
