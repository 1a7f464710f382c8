using System.Text;
using RcuSim.Maple;

namespace RcuSim.Scripts;

/// <summary>One node of a tree as it was.</summary>
internal sealed class NodeSnapshot
{
    /// <summary>The node's type.</summary>
    public required MapleNodeType Type { get; init; }

    /// <summary>How deep it lies; the root is at 0.</summary>
    public required int Depth { get; init; }

    /// <summary>Its lowest index.</summary>
    public required ulong Min { get; init; }

    /// <summary>Its highest index.</summary>
    public required ulong Max { get; init; }

    /// <summary>Its last used slot.</summary>
    public required int End { get; init; }

    /// <summary>The pivots stored up to there.</summary>
    public required ulong[] Pivots { get; init; }

    /// <summary>Values, or numbers of children.</summary>
    public required ulong[] Slots { get; init; }

    /// <summary>The gaps of an arange node.</summary>
    public required ulong[] Gaps { get; init; }

    /// <summary>The slot recorded as holding the largest gap.</summary>
    public required int Largest { get; init; }

    /// <summary>True for a leaf.</summary>
    public bool IsLeaf => Type < MapleNodeType.Range;

    /// <summary>Writes it as JSON.</summary>
    public void AppendTo(StringBuilder text)
    {
        text.Append("{\"t\":\"").Append(NameOf(Type)).Append("\",\"d\":").Append(Depth)
            .Append(",\"min\":").Append(Min)
            .Append(",\"max\":").Append(Max).Append(",\"end\":").Append(End).Append(",\"p\":[")
            .AppendJoin(',', Pivots).Append("],\"s\":[");
        for (int i = 0; i < Slots.Length; i++)
        {
            text.Append(i > 0 ? "," : "");
            if (IsLeaf)
            {
                text.Append(Answer.ValueText(Slots[i]));
            }
            else
            {
                text.Append("\"n").Append(Slots[i]).Append('"');
            }
        }

        text.Append(']');
        if (Gaps.Length > 0)
        {
            text.Append(",\"g\":[").AppendJoin(',', Gaps).Append(']');
        }

        text.Append('}');
    }

    /// <summary>What a script calls a type of nodes.</summary>
    public static string NameOf(MapleNodeType type) => type switch
    {
        MapleNodeType.Dense => "dense",
        MapleNodeType.Leaf => "leaf_64",
        MapleNodeType.Range => "range_64",
        _ => "arange_64",
    };
}
