using RcuSim.Machine;
using RcuSim.Oracles;
using RcuSim.Scenarios;

namespace RcuSim.Samples.YourStructure;

/// <summary>Two values on a stack; two threads pop one each, a third pops one and puts it back.</summary>
/// <param name="reclaim">What becomes of a node that was popped.</param>
internal sealed class StackScenario(Reclaim reclaim) : Scenario
{
    public static readonly Site PushRetry = new("push-retry", SiteKind.Retry);
    public static readonly Site PopRetry = new("pop-retry", SiteKind.Retry);
    public static readonly Site Pushed = new("pushed", SiteKind.Value)
    {
        Phrase = said => $"pushes {said.Value}",
    };

    public static readonly Site Popped = new("popped", SiteKind.Value)
    {
        Phrase = said => $"pops {said.Value}",
    };

    private static readonly SlabCache root = new("stack", 1, [new("top", 0)]);
    private static readonly SlabCache node = new("node", 2, [new("next", 0), new("value", 1)]);
    private static readonly SlabCache pooled = new(
        "pooled_node", 2, [new("next", 0) { Speculative = true }, new("value", 1) { Speculative = true }])
    {
        TypeStable = true,
    };

    public override string Name => $"stack-{reclaim}";

    public override string Summary => "three threads pop, one of them pushes";

    public override IReadOnlyList<Actor> Actors { get; } =
        [new Popper("pop-1", reclaim), new Popper("pop-2", reclaim), new Returner(reclaim)];

    public override IReadOnlyList<IOracle> Oracles() => [new EachOnce()];

    public static SlabCache CacheOf(Reclaim reclaim) => reclaim == Reclaim.Recycled ? pooled : node;

    public override ulong Setup<TMachine>(TMachine machine)
    {
        ulong world = machine.Allocate(root);
        machine.Store(world, 0, MemoryOrder.Plain);
        Stack(machine, world, reclaim).Push(1);
        Stack(machine, world, reclaim).Push(2);
        return world;
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
        while (Stack(machine, world, reclaim).Pop() != 0)
        {
        }

        machine.RcuBarrier();
        machine.Free(root, world);
    }

    public override void RunCallback<TMachine>(
        TMachine machine, int function, ulong retired, ulong argument) =>
        machine.Free(CacheOf(reclaim), retired);

    private static LockFreeStack<TMachine> Stack<TMachine>(TMachine machine, ulong world, Reclaim reclaim)
        where TMachine : struct, IMachine => new(machine, world, reclaim);

    private sealed class Popper(string label, Reclaim reclaim) : Actor(label)
    {
        public override void Run<TMachine>(TMachine machine, ulong world) =>
            Stack(machine, world, reclaim).Pop();
    }

    private sealed class Returner(Reclaim reclaim) : Actor("return")
    {
        public override void Run<TMachine>(TMachine machine, ulong world)
        {
            ulong value = Stack(machine, world, reclaim).Pop();
            if (value != 0)
            {
                Stack(machine, world, reclaim).Push(value);
            }
        }
    }
}
