using RcuSim.Explaining;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Structures;

/// <summary>A ring of two places between one producer and one consumer.</summary>
/// <remarks>
/// It is right: the producer alone moves the head, the consumer alone the tail. A place is written only when
/// the consumer has moved past it, by a release that the producer acquires, and read only when the producer
/// has, the same way round.
/// </remarks>
internal sealed class Ring(string mistake) : Structure(mistake, "producer", "consumer")
{
    private const int Head = 1;
    private const int Tail = 2;
    private const int Places = 3;
    private const ulong Size = 2;
    private const ulong Items = 4;
    private static readonly Site full = new("ring-full", SiteKind.Retry);
    private static readonly Site empty = new("ring-empty", SiteKind.Retry);

    public override IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; } =
        new Dictionary<string, IReadOnlyList<ViolationKind>>
        {
            ["takes one place too many for free"] = [ViolationKind.BrokenInvariant],
            ["shows the place before it is written"] = [ViolationKind.BrokenInvariant],
            ["gives the place back before it is read"] = [ViolationKind.BrokenInvariant],
            ["shows the place without a release"] = [ViolationKind.DataRace],
        };

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        for (ulong n = 0; n < Items; n++)
        {
            if (role == "producer")
                Produce(machine, world, n);
            else
                Consume(machine, world, n);
        }
    }

    private void Produce<TMachine>(TMachine machine, ulong world, ulong n)
        where TMachine : struct, IMachine
    {
        ulong room = Has("takes one place too many for free") ? Size + 1 : Size;
        while (n - machine.Load(W(world, Tail), Acquire) >= room)
            machine.Spin(full);
        bool early = Has("shows the place before it is written");
        if (early)
            machine.Store(W(world, Head), n + 1, Release);
        machine.Store(Place(world, n), n + 100, Plain);
        if (!early)
            machine.Store(W(world, Head), n + 1, Has("shows the place without a release") ? Once : Release);
    }

    private void Consume<TMachine>(TMachine machine, ulong world, ulong n)
        where TMachine : struct, IMachine
    {
        while (machine.Load(W(world, Head), Acquire) == n)
            machine.Spin(empty);
        bool early = Has("gives the place back before it is read");
        if (early)
            machine.Store(W(world, Tail), n + 1, Release);
        ulong item = machine.Load(Place(world, n), Plain);
        if (!early)
            machine.Store(W(world, Tail), n + 1, Release);
        Expect(item == n + 100, $"item {n} reads {item}");
    }

    private static ulong Place(ulong world, ulong n) => W(world, Places + (int)(n % Size));
}
