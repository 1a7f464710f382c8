using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.PublicApi;

/// <summary>Three threads each count in a byte of their own, all in one word.</summary>
internal sealed class PackedScenario(PackedWay way) : Scenario
{
    private const ulong Turns = 2;
    private static readonly SlabCache counters = new("packed_counters", 1, [new("bytes", 0)]);
    private static readonly Site retry = new("packed-retry", SiteKind.Retry);
    private static readonly Site missing = new("packed-missing", SiteKind.Balance);

    public override string Name => $"packed-{way}";

    public override string Summary => "neighbours in one word";

    public override IReadOnlyList<Actor> Actors { get; } =
        [.. Enumerable.Range(0, 3).Select(n => new Counter($"byte-{n}", n * 8, way))];

    public override ulong Setup<TMachine>(TMachine machine)
    {
        ulong word = machine.Allocate(counters);
        machine.Store(word, 0, MemoryOrder.Plain);
        return word;
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
        machine.Observe(missing, (Turns * 0x01_01_01) - machine.Load(world, MemoryOrder.Once));
        machine.Free(counters, world);
    }

    /// <summary>None is queued.</summary>
    public override void RunCallback<TMachine>(
        TMachine machine, int function, ulong retired, ulong argument) =>
        throw new InvalidOperationException();

    private sealed class Counter(string label, int shift, PackedWay way) : Actor(label)
    {
        public override void Run<TMachine>(TMachine machine, ulong world)
        {
            for (ulong i = 0; i < Turns; i++)
            {
                Count(machine, world);
            }
        }

        private void Count<TMachine>(TMachine machine, ulong world)
            where TMachine : struct, IMachine
        {
            ulong mask = 0xFFUL << shift, one = 1UL << shift;
            ulong word = machine.Load(world, way == PackedWay.Plain ? MemoryOrder.Plain : MemoryOrder.Once);
            switch (way)
            {
                case PackedWay.Replace:
                    machine.Replace(world, mask, word + one, MemoryOrder.Once);
                    break;
                case PackedWay.CompareExchange:
                    while (Exchange(machine, world, word, word + one) is var seen && seen != word)
                    {
                        word = seen;
                        machine.Retry(retry);
                    }

                    break;
                case PackedWay.WholeWord:
                    machine.Store(world, word + one, MemoryOrder.Once);
                    break;
                default:
                    machine.Replace(world, mask, word + one, MemoryOrder.Plain);
                    break;
            }
        }

        private static ulong Exchange<TMachine>(TMachine machine, ulong address, ulong from, ulong to)
            where TMachine : struct, IMachine =>
            machine.CompareExchange(address, from, to, MemoryOrder.Once, MemoryOrder.Once);
    }
}
