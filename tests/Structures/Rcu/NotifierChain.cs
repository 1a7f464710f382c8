using RcuSim.Explaining;
using RcuSim.Locking;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Structures;

/// <summary>
/// A chain of notifiers that may sleep when they are called, so that it is read in sections of a domain of
/// its own (SRCU). They come and go under a semaphore, which they also take themselves when they are called.
/// </summary>
/// <remarks>
/// It is right: whoever found a notifier is in a section of the domain; one that is taken out is freed after
/// a grace period of the domain, which began when nobody could find it any more. The wait is outside the
/// semaphore, so that those who are waited for can have it.
/// </remarks>
internal sealed class NotifierChain(string mistake) : Structure(mistake, "caller", "leaver", "comer")
{
    private const int First = 1;
    private const int Calls = 2;
    private const int Next = 0;
    private const int Data = 1;
    private static readonly RcuDomain chain = new("notifier chain");

    public override IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; } =
        new Dictionary<string, IReadOnlyList<ViolationKind>>
        {
            ["calls in a section of RCU"] = [ViolationKind.SleepInSection],
            ["calls outside its section"] = [ViolationKind.UseAfterFree],
            ["waits for a grace period of RCU"] = [ViolationKind.UseAfterFree],
            ["waits under the semaphore"] = [ViolationKind.Deadlock],
            ["waits when it is called"] = [ViolationKind.Deadlock],
            ["comes without a release"] = [ViolationKind.DataRace],
        };

    protected override void Fill<TMachine>(TMachine machine, ulong root)
    {
        for (ulong n = 1; n <= 2; n++)
            Come(machine, root, n);
    }

    protected override void Empty<TMachine>(TMachine machine, ulong root)
    {
        for (int n = 0; n < 2; n++)
            Leave(machine, root);
    }

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        switch (role)
        {
            case "caller":
                CallAll(machine, world);
                break;
            case "leaver":
                Leave(machine, world);
                break;
            default:
                Come(machine, world, 3);
                break;
        }
    }

    private void CallAll<TMachine>(TMachine machine, ulong root)
        where TMachine : struct, IMachine
    {
        var domain = Has("calls in a section of RCU") ? null : chain;
        machine.RcuEnter(domain);
        ulong node = machine.Load(W(root, First), Dereference);
        if (Has("calls outside its section"))
            machine.RcuLeave(domain);
        while (node != 0)
        {
            Call(machine, root, machine.Load(W(node, Data), Plain));
            node = machine.Load(W(node, Next), Dereference);
        }

        if (!Has("calls outside its section"))
            machine.RcuLeave(domain);
    }

    private void Call<TMachine>(TMachine machine, ulong root, ulong data)
        where TMachine : struct, IMachine
    {
        using (new RwSemaphore<TMachine>(machine, root).Write())
            machine.Store(W(root, Calls), machine.Load(W(root, Calls), Plain) + data, Plain);
        if (Has("waits when it is called"))
            machine.Synchronize(chain);
    }

    private void Come<TMachine>(TMachine machine, ulong root, ulong data)
        where TMachine : struct, IMachine
    {
        ulong node = New(machine);
        machine.Store(W(node, Data), data, Plain);
        using var held = new RwSemaphore<TMachine>(machine, root).Write();
        machine.Store(W(node, Next), machine.Load(W(root, First), Once), Once);
        machine.Store(W(root, First), node, Has("comes without a release") ? Once : Publish);
    }

    /// <summary>Takes the first notifier out, whichever that is.</summary>
    private void Leave<TMachine>(TMachine machine, ulong root)
        where TMachine : struct, IMachine
    {
        ulong node;
        using (new RwSemaphore<TMachine>(machine, root).Write())
        {
            node = machine.Load(W(root, First), Once);
            machine.Store(W(root, First), machine.Load(W(node, Next), Once), Once);
            if (Has("waits under the semaphore"))
                machine.Synchronize(chain);
        }

        if (!Has("waits under the semaphore"))
            machine.Synchronize(Has("waits for a grace period of RCU") ? null : chain);
        machine.Free(Node, node);
    }
}
