using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.PublicApi;

/// <summary>
/// One thread takes a node; another takes two and puts the first back. A third closes the stack, if asked
/// for.
/// </summary>
internal sealed class TaggedScenario(bool counts, bool closes = false) : Scenario
{
    public override string Name => "tagged-stack";

    public override string Summary => "nodes are taken and put back";

    public override IReadOnlyList<Actor> Actors { get; } =
    [
        new Taker(counts),
        new Returner(counts),
        .. closes ? (Actor[])[new Closer(counts)] : [],
    ];

    public override ulong Setup<TMachine>(TMachine machine)
    {
        ulong root = machine.Allocate(TaggedWords.Root);
        machine.Fill(root, 0, 3);
        for (int i = 0; i < 3; i++)
        {
            new TaggedStack<TMachine>(machine, root, counts).Push(machine.Allocate(TaggedWords.Node));
        }

        return root;
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
        machine.And(world, ~1UL, MemoryOrder.Once);
        var stack = new TaggedStack<TMachine>(machine, world, counts);
        while (stack.Pop() is > 0 and var node)
        {
            machine.Free(TaggedWords.Node, node);
        }

        for (ulong held = world + 8; held <= world + 16; held += 8)
        {
            if (machine.Load(held, MemoryOrder.Once) is > 0 and var node)
            {
                machine.Free(TaggedWords.Node, node);
            }
        }

        machine.Free(TaggedWords.Root, world);
    }

    /// <summary>None is queued.</summary>
    public override void RunCallback<TMachine>(
        TMachine machine, int function, ulong retired, ulong argument) =>
        throw new InvalidOperationException();

    private sealed class Taker(bool counts) : Actor("taker")
    {
        public override void Run<TMachine>(TMachine machine, ulong world) => machine.Store(
            world + 8, new TaggedStack<TMachine>(machine, world, counts).Pop(), MemoryOrder.Once);
    }

    private sealed class Returner(bool counts) : Actor("returner")
    {
        public override void Run<TMachine>(TMachine machine, ulong world)
        {
            var stack = new TaggedStack<TMachine>(machine, world, counts);
            ulong first = stack.Pop();
            machine.Store(world + 16, stack.Pop(), MemoryOrder.Once);
            if (first != 0)
            {
                stack.Push(first);
            }
        }
    }

    private sealed class Closer(bool counts) : Actor("closer")
    {
        public override void Run<TMachine>(TMachine machine, ulong world) =>
            new TaggedStack<TMachine>(machine, world, counts).Close();
    }
}
