using RcuSim.Machine;
using RcuSim.Oracles;
using RcuSim.Scenarios;

namespace RcuSim.Samples.YourStructure;

/// <summary>Two values on a stack; two threads pop one each, a third pops one and puts it back.</summary>
/// <param name="reclaim">What becomes of a node that was popped.</param>
internal sealed class StackScenario(Reclaim reclaim) : RoleScenario("pop-1", "pop-2", "return")
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

    public override IReadOnlyList<IOracle> Oracles() => [new EachOnce()];

    public static SlabCache CacheOf(Reclaim reclaim) => reclaim == Reclaim.Recycled ? pooled : node;

    public override ulong Setup<TMachine>(TMachine machine)
    {
        ulong world = machine.Allocate(root);
        machine.Store(world, 0, MemoryOrder.Plain);
        Stack(machine, world).Push(1);
        Stack(machine, world).Push(2);
        return world;
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
        while (Stack(machine, world).Pop() != 0)
        {
        }

        machine.RcuBarrier();
        machine.Free(root, world);
    }

    public override void RunCallback<TMachine>(
        TMachine machine, int function, ulong retired, ulong argument) =>
        machine.Free(CacheOf(reclaim), retired);

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        ulong value = Stack(machine, world).Pop();
        if (role == "return" && value != 0)
        {
            Stack(machine, world).Push(value);
        }
    }

    private LockFreeStack<TMachine> Stack<TMachine>(TMachine machine, ulong world)
        where TMachine : struct, IMachine => new(machine, world, reclaim);
}
