using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.PublicApi;

/// <summary>Three threads add to a number under a ticket lock; the third adds only to an even one.</summary>
internal sealed class TicketScenario(TicketBug bug = TicketBug.None) : RoleScenario("one", "two", "even")
{
    public static readonly Site Waiting = new("ticket-waiting", SiteKind.Retry);

    private static readonly SlabCache words =
        new("ticket_lock", 3, [new("next", 0), new("called", 1), new("sum", 2)]);

    public override ulong Setup<TMachine>(TMachine machine)
    {
        ulong world = machine.Allocate(words);
        machine.Fill(world, 0, 3);
        return world;
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
        if (machine.Load(world + 16, MemoryOrder.Plain) is not (2 or 3) and var sum)
        {
            throw new InvalidOperationException($"the sum is {sum}");
        }

        machine.Free(words, world);
    }

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        var gate = new TicketLock<TMachine>(machine, world, bug);
        gate.Lock();
        ulong sum = machine.Load(world + 16, MemoryOrder.Plain);
        bool adds = role != "even" || sum % 2 == 0;
        if (adds)
        {
            machine.Store(world + 16, sum + 1, MemoryOrder.Plain);
        }

        if (adds || bug != TicketBug.KeepsTheLock)
        {
            gate.Unlock();
        }
    }
}
