using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.PublicApi;

/// <summary>
/// A chain of notifiers whose callers may sleep, so that RCU itself cannot protect it: it is read in sections
/// of a domain of its own. One thread calls the chain, one takes a notifier off and frees it, one is in a
/// section of RCU itself meanwhile.
/// </summary>
/// <remarks>
/// It is correct: a notifier is freed after a grace period of the domain, which began when nobody could find
/// it any more; whoever had found it before was in a section of the domain, and has left it by then.
/// </remarks>
internal sealed class NotifierScenario(string mistake = "") : RoleScenario("caller", "owner", "bystander")
{
    private const int Forget = 1;
    private static readonly RcuDomain chain = new("notifiers");
    private static readonly SlabCache notifier = new("notifier", 2, [new("next", 0), new("data", 1)]);
    private static readonly SlabCache head = new(
        "notifier_head", 3, [new("first", 0), new("lock", 1) { IsLock = true }, new("calls", 2)]);

    public override ulong Setup<TMachine>(TMachine machine)
    {
        ulong world = machine.Allocate(head);
        machine.Fill(world, 0, 3);
        for (ulong n = 1; n <= 2; n++)
        {
            ulong added = machine.Allocate(notifier);
            machine.Store(added, machine.Load(world, MemoryOrder.Once), MemoryOrder.Plain);
            machine.Store(added + 8, n, MemoryOrder.Plain);
            machine.Store(world, added, MemoryOrder.Publish);
        }

        return world;
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
        machine.RcuBarrier(chain);
        machine.Free(notifier, machine.Load(world, MemoryOrder.Once));
        machine.Free(head, world);
    }

    public override void RunCallback<TMachine>(
        TMachine machine, int function, ulong retired, ulong argument) => machine.Free(notifier, retired);

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        switch (role)
        {
            case "caller":
                Call(machine, world);
                break;
            case "owner":
                TakeOff(machine, world);
                break;
            default:
                using (RcuSection<TMachine>.Enter(machine))
                    machine.Load(world + 16, MemoryOrder.Once);
                break;
        }
    }

    private void Call<TMachine>(TMachine machine, ulong world)
        where TMachine : struct, IMachine
    {
        using var section = RcuSection<TMachine>.Enter(machine, mistake == "reads under RCU" ? null : chain);
        ulong next = machine.Load(world, MemoryOrder.Dereference);
        while (next != 0)
        {
            if (mistake != "reads under RCU")
                using (new RwSemaphore<TMachine>(machine, world + 8).Write())
                    machine.Add(world + 16, machine.Load(next + 8, MemoryOrder.Plain), MemoryOrder.Once);
            next = machine.Load(next, MemoryOrder.Dereference);
        }

        if (mistake == "waits in its section")
            machine.Synchronize(chain);
    }

    private void TakeOff<TMachine>(TMachine machine, ulong world)
        where TMachine : struct, IMachine
    {
        ulong first = machine.Load(world, MemoryOrder.Once);
        machine.Store(world, machine.Load(first, MemoryOrder.Once), MemoryOrder.Publish);
        if (mistake == "waits for RCU")
        {
            machine.Synchronize();
            machine.Free(notifier, first);
        }
        else
        {
            machine.CallRcu(Forget, first, domain: chain);
        }
    }
}
