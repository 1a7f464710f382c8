using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Maple;

namespace RcuSim.Oracles;

/// <summary>Trees and their values, in words.</summary>
internal static class TreeText
{
    /// <summary>A tree's name, for example <c>mm_struct#0.mm_mt</c>.</summary>
    public static string Name(ulong tree, ExecutionHistory history) =>
        MapleSpans.TreeName(history.Name(tree));

    /// <summary>A value, or <c>nothing</c>.</summary>
    public static string Value(ulong value, ExecutionHistory history) =>
        value == 0 ? "nothing" : AddressName.Value(value, history);
}
