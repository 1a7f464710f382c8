using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>Objects for hand-made logs.</summary>
internal static class TestCaches
{
    public static readonly SlabCache Box = new(
        26,
        "box",
        6,
        new SlabField("lock", 0) { IsLock = true },
        new SlabField("link", 1),
        new SlabField("parent", 2) { BackLink = true },
        new SlabField("value", 3),
        new SlabField("mutex", 4) { IsLock = true },
        new SlabField("count", 5));

    public static ulong Link(ulong box) => box + 8;

    public static ulong Parent(ulong box) => box + 16;

    public static ulong Value(ulong box) => box + 24;

    public static ulong Mutex(ulong box) => box + 32;

    public static ulong Count(ulong box) => box + 40;
}
