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

    /// <summary>As large as its place: nothing lies between two of them.</summary>
    public static readonly SlabCache Row = new("row", 32, [new("cell", 0, 32)]);

    /// <summary>Freed objects keep their type; only the count may be used.</summary>
    public static readonly SlabCache Stable = new(
        "stable", 3,
        [
            new("count", 0) { Speculative = true },
            new("lock", 1) { Speculative = true, IsLock = true },
            new("value", 2),
        ])
    {
        TypeStable = true,
    };

    public static readonly SlabCache Gate = new("gate", 1, [new("lock", 0) { IsLock = true }]);

    public static ulong Link(ulong box) => box + 8;

    public static ulong Parent(ulong box) => box + 16;

    public static ulong Value(ulong box) => box + 24;

    public static ulong Mutex(ulong box) => box + 32;

    public static ulong Count(ulong box) => box + 40;
}
