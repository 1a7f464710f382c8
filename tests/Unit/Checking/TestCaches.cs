using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>Objects for hand-made logs.</summary>
internal static class TestCaches
{
    public static readonly SlabCache Box = new(
        "box", 6,
        [
            new("lock", 0) { IsLock = true },
            new("link", 1),
            new("parent", 2) { BackLink = true },
            new("value", 3),
            new("mutex", 4) { IsLock = true },
            new("count", 5),
        ]);

    public static ulong Link(ulong box) => box + 8;

    public static ulong Parent(ulong box) => box + 16;

    public static ulong Value(ulong box) => box + 24;

    public static ulong Mutex(ulong box) => box + 32;

    public static ulong Count(ulong box) => box + 40;
}
