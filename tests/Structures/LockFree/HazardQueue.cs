using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Oracles;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Structures;

/// <summary>
/// A queue without locks (Michael, Scott) whose nodes are freed by hazard pointers (Michael).
/// </summary>
/// <remarks>
/// It is right: the first node is a dummy. An item is in once its node is linked behind the last, by a
/// compare-exchange of a link that was 0; it is out once the head has moved to its node. A thread announces
/// each node before it looks into it, and then looks whether the node is still where it found it: the tail or
/// the head itself, or the successor of a head that has not moved. So nobody had retired it before the
/// announcement, and whoever does so later finds that and keeps the node. The tail is never behind the head,
/// since a dequeue that finds both on one node moves the tail first.
/// </remarks>
internal sealed class HazardQueue(string mistake) : Structure(mistake, "one", "other")
{
    private const int Head = 1;
    private const int Tail = 2;
    private const int Hazards = 3;
    private const int Retired = 7;
    private const int Next = 0;
    private const int Value = 1;
    private const int Older = 2;
    private static readonly Site enqueue = new("hazard-queue-enqueue", SiteKind.Operation);
    private static readonly Site dequeue = new("hazard-queue-dequeue", SiteKind.Operation);
    private static readonly Site protect = new("hazard-queue-protect", SiteKind.Retry);
    private static readonly Site link = new("hazard-queue-link", SiteKind.Retry);
    private static readonly Site unlink = new("hazard-queue-unlink", SiteKind.Retry);

    public override IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; } =
        new Dictionary<string, IReadOnlyList<ViolationKind>>
        {
            ["does not look again"] = [ViolationKind.UseAfterFree],
            ["announces no successor"] = [ViolationKind.UseAfterFree],
            ["frees at once"] = [ViolationKind.UseAfterFree],
            ["stores the link"] = [ViolationKind.NotLinearizable, ViolationKind.Leak],
            ["fills what is linked"] = [ViolationKind.NotLinearizable, ViolationKind.DataRace],
        };

    public override IReadOnlyList<IOracle> Oracles() =>
        [new Linearizability(new FirstInFirstOut(), enqueue, dequeue)];

    protected override void Fill<TMachine>(TMachine machine, ulong root)
    {
        ulong dummy = New(machine);
        machine.Store(W(root, Head), dummy, Once);
        machine.Store(W(root, Tail), dummy, Once);
        Enqueue(machine, root, 0, 1);
        Enqueue(machine, root, 0, 2);
    }

    protected override void Empty<TMachine>(TMachine machine, ulong root)
    {
        while (Dequeue(machine, root, 0) != 0)
        {
        }

        for (int thread = 0; thread < 2; thread++)
        {
            ulong node = machine.Load(W(root, Retired + thread), Plain);
            while (node != 0)
            {
                ulong older = machine.Load(W(node, Older), Plain);
                machine.Free(Node, node);
                node = older;
            }
        }

        machine.Free(Node, machine.Load(W(root, Head), Once));
    }

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        if (role == "one")
        {
            Enqueue(machine, world, 0, 3);
            Dequeue(machine, world, 0);
        }
        else
        {
            Dequeue(machine, world, 1);
            Dequeue(machine, world, 1);
            Enqueue(machine, world, 1, 4);
        }
    }

    private void Enqueue<TMachine>(TMachine machine, ulong root, int me, ulong value)
        where TMachine : struct, IMachine
    {
        machine.BeginOperation(enqueue, value);
        ulong added = New(machine);
        if (!Has("fills what is linked"))
            machine.Store(W(added, Value), value, Plain);
        while (!Link(machine, root, me, added))
            machine.Retry(link);
        if (Has("fills what is linked"))
            machine.Store(W(added, Value), value, Plain);
        machine.Store(Hazard(root, me, 0), 0, Release);
        machine.EndOperation(enqueue, 0);
    }

    private bool Link<TMachine>(TMachine machine, ulong root, int me, ulong added)
        where TMachine : struct, IMachine
    {
        ulong last = Protect(machine, W(root, Tail), Hazard(root, me, 0));
        ulong next = machine.Load(W(last, Next), Acquire);
        if (next == 0 && Has("stores the link"))
            machine.Store(W(last, Next), added, Release);
        else if (next == 0 && machine.CompareExchange(W(last, Next), 0, added, Release, Once) != 0)
            return false;
        MoveTail(machine, root, last, next == 0 ? added : next);
        return next == 0;
    }

    private ulong Dequeue<TMachine>(TMachine machine, ulong root, int me)
        where TMachine : struct, IMachine
    {
        machine.BeginOperation(dequeue, 0);
        ulong value;
        while (!Unlink(machine, root, me, out value))
            machine.Retry(unlink);
        machine.Store(Hazard(root, me, 0), 0, Release);
        machine.Store(Hazard(root, me, 1), 0, Release);
        machine.EndOperation(dequeue, value);
        return value;
    }

    private bool Unlink<TMachine>(TMachine machine, ulong root, int me, out ulong value)
        where TMachine : struct, IMachine
    {
        value = 0;
        ulong first = Protect(machine, W(root, Head), Hazard(root, me, 0));
        ulong last = machine.Load(W(root, Tail), Acquire);
        ulong next = machine.Load(W(first, Next), Acquire);
        machine.Store(Hazard(root, me, 1), Has("announces no successor") ? 0 : next, Once);
        machine.Fence(FenceKind.Full);
        if (machine.Load(W(root, Head), Acquire) != first)
            return false;
        if (next == 0)
            return true;
        if (first == last)
        {
            MoveTail(machine, root, last, next);
            return false;
        }

        value = machine.Load(W(next, Value), Plain);
        if (machine.CompareExchange(W(root, Head), first, next, AcquireRelease, Once) != first)
            return false;
        Retire(machine, root, me, first);
        return true;
    }

    private ulong Protect<TMachine>(TMachine machine, ulong pointer, ulong hazard)
        where TMachine : struct, IMachine
    {
        ulong seen = machine.Load(pointer, Acquire);
        while (true)
        {
            machine.Store(hazard, seen, Once);
            machine.Fence(FenceKind.Full);
            ulong now = Has("does not look again") ? seen : machine.Load(pointer, Acquire);
            if (now == seen)
                return seen;
            seen = now;
            machine.Retry(protect);
        }
    }

    /// <summary>Puts a node aside, and frees all put aside that the other thread does not announce.</summary>
    private void Retire<TMachine>(TMachine machine, ulong root, int me, ulong node)
        where TMachine : struct, IMachine
    {
        ulong list = W(root, Retired + me);
        machine.Store(W(node, Older), machine.Load(list, Plain), Plain);
        machine.Store(list, 0, Plain);
        machine.Fence(FenceKind.Full);
        while (node != 0)
        {
            ulong older = machine.Load(W(node, Older), Plain);
            bool isUsed = machine.Load(Hazard(root, 1 - me, 0), Acquire) == node
                || machine.Load(Hazard(root, 1 - me, 1), Acquire) == node;
            if (isUsed && !Has("frees at once"))
            {
                machine.Store(W(node, Older), machine.Load(list, Plain), Plain);
                machine.Store(list, node, Plain);
            }
            else
            {
                machine.Free(Node, node);
            }

            node = older;
        }
    }

    private static void MoveTail<TMachine>(TMachine machine, ulong root, ulong from, ulong to)
        where TMachine : struct, IMachine =>
        machine.CompareExchange(W(root, Tail), from, to, Release, Once);

    private static ulong Hazard(ulong root, int thread, int which) =>
        W(root, Hazards + (2 * thread) + which);

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
