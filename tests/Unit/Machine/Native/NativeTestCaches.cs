using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Machine;

internal static class NativeTestCaches
{
    public static readonly SlabCache Node = new("test_node", 32, [new("word", 0, 32)]);

    public static readonly SlabCache Wide = new("test_wide", 100, []) { TypeStable = true };
}
