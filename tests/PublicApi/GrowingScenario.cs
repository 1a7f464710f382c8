using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.PublicApi;

/// <summary>A writer adds to an array of one slot that is full, and so makes it longer; a reader sums it up.
/// </summary>
internal sealed class GrowingScenario(bool publishesEarly = false) : Scenario
{
    public override string Name => "growing-array";

    public override string Summary => "an array grows while it is read";

    public override IReadOnlyList<Actor> Actors { get; } = [new Writer(publishesEarly), new Reader()];

    public override ulong Setup<TMachine>(TMachine machine)
    {
        ulong root = machine.Allocate(GrowingWords.Root);
        machine.Store(root, GrowingArray<TMachine>.Create(machine, 1), MemoryOrder.Plain);
        new GrowingArray<TMachine>(machine, root, false).Add(5);
        return root;
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
        machine.RcuBarrier();
        machine.Observe(GrowingWords.Sum, new GrowingArray<TMachine>(machine, world, false).Sum() - 18);
        Free(machine, machine.Load(world, MemoryOrder.Once));
        machine.Free(GrowingWords.Root, world);
    }

    public override void RunCallback<TMachine>(
        TMachine machine, int function, ulong retired, ulong argument) => Free(machine, retired);

    private static void Free<TMachine>(TMachine machine, ulong array)
        where TMachine : struct, IMachine =>
        machine.Free(GrowingArray<TMachine>.OfLength(machine.Load(array, MemoryOrder.Plain)), array);

    private sealed class Writer(bool publishesEarly) : Actor("writer")
    {
        public override void Run<TMachine>(TMachine machine, ulong world)
        {
            var array = new GrowingArray<TMachine>(machine, world, publishesEarly);
            array.Add(6);
            array.Add(7);
        }
    }

    private sealed class Reader() : Actor("reader")
    {
        public override void Run<TMachine>(TMachine machine, ulong world) =>
            new GrowingArray<TMachine>(machine, world, false).Sum();
    }
}
