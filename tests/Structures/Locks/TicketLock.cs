using RcuSim.Explaining;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Structures;

/// <summary>A lock that serves threads in the order in which they came.</summary>
/// <remarks>
/// It is right: no two threads draw the same ticket, since drawing is one addition; only the thread whose
/// ticket is served may call the next; and what it did comes before that, by a release, and before what the
/// next one does, by its acquire.
/// </remarks>
internal sealed class TicketLock(string mistake) : Structure(mistake, "first", "second", "third")
{
    private const int Next = 1;
    private const int Served = 2;
    private const int Counter = 3;
    private static readonly Site wait = new("ticket-wait", SiteKind.Retry);

    public override IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; } =
        new Dictionary<string, IReadOnlyList<ViolationKind>>
        {
            ["draws in two steps"] = [ViolationKind.Livelock],
            ["calls without a release"] = [ViolationKind.DataRace],
            ["waits without an acquire"] = [ViolationKind.DataRace],
            ["leaves without calling"] = [ViolationKind.Livelock],
        };

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        ulong ticket = Draw(machine, W(world, Next));
        while (machine.Load(W(world, Served), Has("waits without an acquire") ? Once : Acquire) != ticket)
            machine.Spin(wait);
        Visit(machine, W(world, Counter));
        if (!Has("leaves without calling"))
            machine.Store(W(world, Served), ticket + 1, Has("calls without a release") ? Once : Release);
    }

    private ulong Draw<TMachine>(TMachine machine, ulong next)
        where TMachine : struct, IMachine
    {
        if (!Has("draws in two steps"))
            return machine.Add(next, 1, Once);
        ulong ticket = machine.Load(next, Once);
        machine.Store(next, ticket + 1, Once);
        return ticket;
    }
}
