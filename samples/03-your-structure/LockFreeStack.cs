using RcuSim.Machine;

namespace RcuSim.Samples.YourStructure;

/// <summary>A stack without locks (R. K. Treiber, 1986), written for any machine.</summary>
/// <param name="machine">The machine.</param>
/// <param name="address">The word that points to the top node.</param>
/// <param name="reclaim">What becomes of a node that was popped.</param>
internal readonly struct LockFreeStack<TMachine>(TMachine machine, ulong address, Reclaim reclaim)
    where TMachine : struct, IMachine
{
    private const ulong Value = 8;

    /// <summary>Puts a value on top.</summary>
    public void Push(ulong value)
    {
        machine.Observe(StackScenario.Pushed, value);
        ulong node = machine.Allocate(StackScenario.CacheOf(reclaim));
        machine.Store(node + Value, value, MemoryOrder.Plain);
        ulong top = machine.Load(address, MemoryOrder.Once);
        while (true)
        {
            // A stale reader may still look at the link of a recycled node.
            machine.Store(node, top, MemoryOrder.PlainRacy);
            ulong found = machine.CompareExchange(address, top, node, MemoryOrder.Release, MemoryOrder.Once);
            if (found == top)
            {
                return;
            }

            machine.Retry(StackScenario.PushRetry);
            top = found;
        }
    }

    /// <summary>Takes the value on top; 0 if there is none.</summary>
    public ulong Pop()
    {
        machine.RcuEnter();
        ulong node = TakeNode();
        ulong value = node == 0 ? 0 : machine.Load(node + Value, MemoryOrder.Plain);
        machine.RcuLeave();
        if (node == 0)
        {
            return 0;
        }

        machine.Observe(StackScenario.Popped, value);
        if (reclaim == Reclaim.AfterGracePeriod)
        {
            machine.CallRcu(1, node, 0);
        }
        else
        {
            machine.Free(StackScenario.CacheOf(reclaim), node);
        }

        return value;
    }

    private ulong TakeNode()
    {
        ulong top = machine.Load(address, MemoryOrder.Dereference);
        while (top != 0)
        {
            ulong next = machine.Load(top, MemoryOrder.PlainRacy);
            ulong found = machine.CompareExchange(
                address, top, next, MemoryOrder.AcquireRelease, MemoryOrder.Acquire);
            if (found == top)
            {
                return top;
            }

            machine.Retry(StackScenario.PopRetry);
            top = found;
        }

        return 0;
    }
}
