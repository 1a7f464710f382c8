using RcuSim.Machine;

namespace RcuSim.Tests.PublicApi;

/// <summary>A lock of one's own: who comes takes the next number, and waits until it is called.</summary>
/// <remarks>
/// Why it is correct: no two are given one number, and the number that is called goes up by one each time,
/// by the one who was called. What a holder did is there for the next, who saw the store that released it.
/// </remarks>
internal readonly struct TicketLock<TMachine>(TMachine machine, ulong address, TicketBug bug)
    where TMachine : struct, IMachine
{
    private readonly ulong called = address + 8;

    public void Lock()
    {
        ulong mine = TakeNumber();
        while (machine.Load(called, MemoryOrder.Acquire) != mine)
        {
            machine.Spin(TicketScenario.Waiting);
        }
    }

    public void Unlock()
    {
        ulong next = machine.Load(called, MemoryOrder.Once) + 1;
        if (bug == TicketBug.ReleasesEarly)
        {
            machine.Store(called, next, MemoryOrder.Once);
        }
        else
        {
            machine.Store(called, next, MemoryOrder.Release);
        }
    }

    private ulong TakeNumber()
    {
        if (bug != TicketBug.SharesNumbers)
        {
            return machine.Add(address, 1, MemoryOrder.Once);
        }

        ulong number = machine.Load(address, MemoryOrder.Once);
        machine.Store(address, number + 1, MemoryOrder.Once);
        return number;
    }
}
