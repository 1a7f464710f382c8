using RcuSim.Explaining;
using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Oracles;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Structures;

/// <summary>
/// A queue without locks (Michael, Scott) whose nodes are used again at once: the upper sixteen bits of each
/// pointer count its changes.
/// </summary>
/// <remarks>
/// It is right: an item is in once its node is linked behind the last by a compare-exchange of a link that
/// was 0, and out once the head has moved to its node. Nodes are of a type-stable cache and looked at in
/// sections, so a link is a link whatever became of its node. What was read of a node that has been used
/// again since is of no consequence: the head, or the tail, or the link itself has another count by then,
/// since a node keeps the count of its link when it is used again. The tail is never behind the head, so it
/// never points to a node that was freed: a dequeue that finds both on one node moves the tail first.
/// </remarks>
internal sealed class PooledQueue(string mistake) : Structure(mistake, "one", "two", "three", "take")
{
    /// <summary>
    /// A mistake that shows only if one thread stops between its two steps, another takes the node, a third
    /// is given it, and a fourth links behind it.
    /// </summary>
    public const string FourThreads = "lets the head pass the tail";

    private const int Head = 1;
    private const int Tail = 2;
    private const int Value = 1;
    private const ulong Address = (1UL << 48) - 1;
    private static readonly SlabCache pooled = new(
        "queue_node", 2, [new("next", 0) { Speculative = true }, new("value", 1) { Speculative = true }])
    {
        TypeStable = true,
    };

    private static readonly Site enqueue = new("pooled-queue-enqueue", SiteKind.Operation);
    private static readonly Site dequeue = new("pooled-queue-dequeue", SiteKind.Operation);
    private static readonly Site link = new("pooled-queue-link", SiteKind.Retry);
    private static readonly Site unlink = new("pooled-queue-unlink", SiteKind.Retry);

    public override IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; } =
        new Dictionary<string, IReadOnlyList<ViolationKind>>
        {
            ["stores the link"] = [ViolationKind.NotLinearizable, ViolationKind.Leak],
            ["looks outside a section"] = [ViolationKind.UseAfterFree],
        };

    public override IReadOnlyList<IOracle> Oracles() =>
        [new Linearizability(new FirstInFirstOut(), enqueue, dequeue)];

    protected override void Fill<TMachine>(TMachine machine, ulong root)
    {
        ulong dummy = machine.Allocate(pooled);
        machine.Store(dummy, 0, Once);
        machine.Store(W(root, Head), dummy, Once);
        machine.Store(W(root, Tail), dummy, Once);
    }

    protected override void Empty<TMachine>(TMachine machine, ulong root)
    {
        while (Dequeue(machine, root) != 0)
        {
        }

        machine.Free(pooled, machine.Load(W(root, Head), Once) & Address);
    }

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        switch (role)
        {
            case "one":
                Enqueue(machine, world, 1);
                break;
            case "two":
                Enqueue(machine, world, 2);
                break;
            case "three":
                Enqueue(machine, world, 3);
                break;
            default:
                Dequeue(machine, world);
                Dequeue(machine, world);
                break;
        }
    }

    private void Enqueue<TMachine>(TMachine machine, ulong root, ulong value)
        where TMachine : struct, IMachine
    {
        machine.BeginOperation(enqueue, value);
        ulong added = machine.Allocate(pooled);
        machine.Store(W(added, Value), value, Once);
        machine.Store(added, machine.Load(added, Once) & ~Address, Once);
        while (!Link(machine, root, added))
            machine.Retry(link);
        machine.EndOperation(enqueue, 0);
    }

    private bool Link<TMachine>(TMachine machine, ulong root, ulong added)
        where TMachine : struct, IMachine
    {
        if (!Has("looks outside a section"))
            machine.RcuEnter();
        bool isIn = LinkInSection(machine, root, added);
        if (!Has("looks outside a section"))
            machine.RcuLeave();
        return isIn;
    }

    private bool LinkInSection<TMachine>(TMachine machine, ulong root, ulong added)
        where TMachine : struct, IMachine
    {
        ulong tail = machine.Load(W(root, Tail), Acquire);
        ulong next = machine.Load(tail & Address, Acquire);
        if (machine.Load(W(root, Tail), Acquire) != tail)
            return false;
        if ((next & Address) != 0)
        {
            machine.CompareExchange(W(root, Tail), tail, Tagged(next, tail), Release, Once);
            return false;
        }
        if (Has("stores the link"))
            machine.Store(tail & Address, Tagged(added, next), Release);
        else if (machine.CompareExchange(
            tail & Address, next, Tagged(added, next), AcquireRelease, Once) != next)
            return false;
        machine.CompareExchange(W(root, Tail), tail, Tagged(added, tail), Release, Once);
        return true;
    }

    private ulong Dequeue<TMachine>(TMachine machine, ulong root)
        where TMachine : struct, IMachine
    {
        machine.BeginOperation(dequeue, 0);
        ulong value;
        while (!Unlink(machine, root, out value))
            machine.Retry(unlink);
        machine.EndOperation(dequeue, value);
        return value;
    }

    private bool Unlink<TMachine>(TMachine machine, ulong root, out ulong value)
        where TMachine : struct, IMachine
    {
        using var section = RcuSection<TMachine>.Enter(machine);
        value = 0;
        ulong head = machine.Load(W(root, Head), Acquire);
        ulong tail = machine.Load(W(root, Tail), Acquire);
        ulong next = machine.Load(head & Address, Acquire);
        if (machine.Load(W(root, Head), Acquire) != head)
            return false;
        if ((next & Address) == 0)
            return true;
        if ((head & Address) == (tail & Address) && !Has(FourThreads))
        {
            machine.CompareExchange(W(root, Tail), tail, Tagged(next, tail), Release, Once);
            return false;
        }
        value = machine.Load(W(next & Address, Value), Once);
        if (machine.CompareExchange(W(root, Head), head, Tagged(next, head), AcquireRelease, Once) != head)
            return false;
        machine.Free(pooled, head & Address);
        return true;
    }

    private static ulong Tagged(ulong to, ulong before) =>
        (to & Address) | ((before & ~Address) + Address + 1);

    private sealed class FirstInFirstOut : SequentialModel
    {
        public override ulong Apply(List<ulong> state, Site operation, ulong argument)
        {
            if (operation == enqueue)
            {
                state.Add(argument);
                return 0;
            }

            ulong first = state.FirstOrDefault();
            state.RemoveRange(0, first == 0 ? 0 : 1);
            return first;
        }
    }
}
