using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Tests.Properties.Mm;

/// <summary>An interval with nothing else, in a cache of its own.</summary>
internal readonly struct Span<TMachine> : IIntervals<TMachine>
    where TMachine : struct, IMachine
{
    public static readonly SlabCache Cache = new(
        "span", 2 + IntervalWords.Count,
        [new("first", 0), new("last", 1), .. IntervalWords.Fields("rb", 2)]);

    public static int Words => 2;

    public static ulong First(TMachine machine, ulong node) => machine.Load(node, MemoryOrder.Plain);

    public static ulong Last(TMachine machine, ulong node) => machine.Load(node + 8, MemoryOrder.Plain);

    public static ulong Allocate(TMachine machine, ulong first, ulong last)
    {
        ulong node = machine.Allocate(Cache);
        machine.Store(node, first, MemoryOrder.Plain);
        machine.Store(node + 8, last, MemoryOrder.Plain);
        return node;
    }
}
