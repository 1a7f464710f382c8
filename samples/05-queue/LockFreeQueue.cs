using RcuSim.Machine;
using static RcuSim.Samples.Queue.QueueWords;

namespace RcuSim.Samples.Queue;

/// <summary>A queue without locks: Michael, Scott (1996).</summary>
/// <remarks>
/// Why it is correct: the first node is a dummy. An enqueue takes effect when it links its node behind the
/// last, which it does by a compare-exchange of a link that was 0; the tail lags behind at most one node, and
/// whoever meets that moves it on. A dequeue takes effect when it moves the head, or, if it finds nothing,
/// when it reads the link of the first node as 0: a node with no successor is the last. Nodes that left the
/// queue are freed after a grace period, and all links are followed in a section, so that no node comes back
/// while somebody has it in mind.
/// </remarks>
internal readonly struct LockFreeQueue<TMachine>(TMachine machine, ulong head, QueueBug bug)
    where TMachine : struct, IMachine
{
    private readonly ulong tail = head + 8;

    public static ulong Create(TMachine machine)
    {
        ulong ends = machine.Allocate(Ends), dummy = machine.Allocate(Node);
        machine.Fill(dummy, 0, 2);
        machine.Store(ends, dummy, MemoryOrder.Plain);
        machine.Store(ends + 8, dummy, MemoryOrder.Plain);
        return ends;
    }

    public void Enqueue(ulong value)
    {
        machine.BeginOperation(QueueWords.Enqueue, value);
        ulong node = machine.Allocate(Node);
        machine.Store(node + 8, value, MemoryOrder.Plain);
        machine.Store(node, 0, MemoryOrder.Plain);
        machine.RcuEnter();
        while (!TryLink(node))
        {
            machine.Retry(EnqueueRetry);
        }

        machine.RcuLeave();
        machine.EndOperation(QueueWords.Enqueue, 0);
    }

    public ulong Dequeue()
    {
        machine.BeginOperation(QueueWords.Dequeue, 0);
        machine.RcuEnter();
        ulong value = 0;
        while (!TryUnlink(ref value))
        {
            machine.Retry(DequeueRetry);
        }

        machine.RcuLeave();
        machine.EndOperation(QueueWords.Dequeue, value);
        return value;
    }

    private bool TryLink(ulong node)
    {
        ulong last = machine.Load(tail, MemoryOrder.Dereference);
        ulong next = machine.Load(last, MemoryOrder.Dereference);
        if (next == 0 && bug == QueueBug.LosesUpdate)
        {
            machine.Store(last, node, MemoryOrder.Release);
        }
        else if (next == 0)
        {
            next = machine.CompareExchange(last, 0, node, MemoryOrder.Release, MemoryOrder.Acquire);
        }

        MoveTail(last, next == 0 ? node : next);
        return next == 0;
    }

    private bool TryUnlink(ref ulong value)
    {
        ulong first = machine.Load(head, MemoryOrder.Acquire);
        ulong last = machine.Load(tail, MemoryOrder.Acquire);
        ulong next = machine.Load(first, MemoryOrder.Dereference);
        if (next == 0)
        {
            value = 0;
            return true;
        }

        if (first == last)
        {
            MoveTail(last, next);
            return false;
        }

        bool keeps = bug == QueueBug.AnswersStale && value != 0;
        value = keeps ? value : machine.Load(next + 8, MemoryOrder.Plain);
        if (machine.CompareExchange(head, first, next, MemoryOrder.Release, MemoryOrder.Once) != first)
        {
            return false;
        }

        machine.CallRcu(1, first);
        return true;
    }

    private void MoveTail(ulong from, ulong to) =>
        machine.CompareExchange(tail, from, to, MemoryOrder.Release, MemoryOrder.Once);
}
