using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Maple;

internal static class SoakCaches
{
    /// <summary>The three words of a tree.</summary>
    public static readonly SlabCache Tree = new("soak_tree", 3, []);
}
