using RcuSim.Explaining;
using RcuSim.Locking;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Structures;

/// <summary>
/// A stack without locks (Treiber) whose nodes may come back: the low eight bits of its head, in which the
/// address of a node is 0, count the changes.
/// </summary>
/// <remarks>
/// It is right: a pop that read the first node and its successor takes effect by a compare-exchange of the
/// whole head. If other pops and pushes came between, the count differs, though the same node may be first
/// again. Nodes are freed after a grace period, and looked at in sections, so that none is read after that.
/// </remarks>
internal sealed class TaggedStack(string mistake) : Structure(mistake, "one", "other")
{
    private const int Head = 1;
    private const int Next = 0;
    private const int Value = 1;
    private const ulong Tag = 0xFF;
    private static readonly Site pop = new("stack-pop", SiteKind.Retry);
    private static readonly Site push = new("stack-push", SiteKind.Retry);

    public override IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; } =
        new Dictionary<string, IReadOnlyList<ViolationKind>>
        {
            ["counts no changes"] = [ViolationKind.UseAfterFree, ViolationKind.DoubleFree],
            ["frees at once"] = [ViolationKind.UseAfterFree],
            ["pushes without a release"] = [ViolationKind.DataRace],
        };

    protected override void Fill<TMachine>(TMachine machine, ulong root)
    {
        for (ulong value = 1; value <= 3; value++)
        {
            ulong node = New(machine);
            machine.Store(W(node, Value), value, Plain);
            Push(machine, root, node);
        }
    }

    protected override void Empty<TMachine>(TMachine machine, ulong root)
    {
        for (ulong node; (node = Pop(machine, root)) != 0;)
            machine.Free(Node, node);
    }

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        ulong first = Pop(machine, world);
        if (role == "one")
        {
            machine.Load(W(first, Value), Plain);
            machine.FreeRcu(Node, first);
            return;
        }

        ulong second = Pop(machine, world);
        machine.Store(W(first, Value), 4, Plain);
        Push(machine, world, first);
        if (second == 0)
            return;
        if (Has("frees at once"))
            machine.Free(Node, second);
        else
            machine.FreeRcu(Node, second);
    }

    private void Push<TMachine>(TMachine machine, ulong root, ulong node)
        where TMachine : struct, IMachine
    {
        while (true)
        {
            ulong head = machine.Load(W(root, Head), Once);
            machine.Store(W(node, Next), head & ~Tag, Once);
            var order = Has("pushes without a release") ? Once : Release;
            if (machine.CompareExchange(W(root, Head), head, Tagged(node, head), order, Once) == head)
                return;
            machine.Retry(push);
        }
    }

    private ulong Pop<TMachine>(TMachine machine, ulong root)
        where TMachine : struct, IMachine
    {
        using var section = RcuSection<TMachine>.Enter(machine);
        while (true)
        {
            ulong head = machine.Load(W(root, Head), Acquire);
            ulong node = head & ~Tag;
            if (node == 0)
                return 0;
            ulong next = machine.Load(W(node, Next), Once);
            if (machine.CompareExchange(
                W(root, Head), head, Tagged(next, head), AcquireRelease, Once) == head)
                return node;
            machine.Retry(pop);
        }
    }

    private ulong Tagged(ulong node, ulong before) =>
        node | (Has("counts no changes") ? 0 : (before + 1) & Tag);
}
