using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Machine;

internal static class NativeTestCaches
{
    public static readonly SlabCache Node = new(30, "test_node", 32, new SlabField("word", 0, 32));

    public static readonly SlabCache Wide = new(31, "test_wide", 100) { TypeStable = true };
}
