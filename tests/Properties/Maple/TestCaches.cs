using RcuSim.Machine;

namespace RcuSim.Tests.Properties.Maple;

internal static class TestCaches
{
    /// <summary>The three words of a tree.</summary>
    public static readonly SlabCache Tree = new("test_tree", 3, [new("lock", 0) { IsLock = true }]);
}
