using RcuSim.Explaining;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Structures;

/// <summary>Threads that work in phases: none begins one before all have ended the phase before.</summary>
/// <remarks>
/// It is right: the last to arrive, which has acquired what all the others did by their additions, sets the
/// count back before it lets them go, so that nobody arrives at the next phase while the count is full; it
/// lets them go by a release of the phase's number, which is another each time.
/// </remarks>
internal sealed class SenseBarrier(string mistake) : Structure(mistake, "left", "right")
{
    private const int Count = 1;
    private const int Phase = 2;
    private const int Slots = 3;
    private const ulong Threads = 2;
    private const ulong Phases = 2;
    private static readonly Site wait = new("barrier-wait", SiteKind.Retry);

    public override IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; } =
        new Dictionary<string, IReadOnlyList<ViolationKind>>
        {
            ["lets others go before it sets the count back"] = [ViolationKind.BrokenInvariant],
            ["arrives without an order"] = [ViolationKind.DataRace],
            ["lets others go without a release"] = [ViolationKind.DataRace],
            ["passes once"] = [ViolationKind.DataRace, ViolationKind.BrokenInvariant],
        };

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        int me = role == "left" ? 0 : 1;
        for (ulong phase = 1; phase <= Phases; phase++)
        {
            machine.Store(W(world, Slots + me), phase, Plain);
            Pass(machine, world, (2 * phase) - 1);
            ulong other = machine.Load(W(world, Slots + 1 - me), Plain);
            Expect(other == phase, $"{role} is in phase {phase}, the other in {other}");
            if (!Has("passes once"))
                Pass(machine, world, 2 * phase);
        }
    }

    private void Pass<TMachine>(TMachine machine, ulong world, ulong phase)
        where TMachine : struct, IMachine
    {
        ulong before = machine.Add(
            W(world, Count), 1, Has("arrives without an order") ? Once : AcquireRelease);
        if (before + 1 < Threads)
        {
            while (machine.Load(W(world, Phase), Acquire) < phase)
                machine.Spin(wait);
            return;
        }

        bool late = Has("lets others go before it sets the count back");
        if (!late)
            machine.Store(W(world, Count), 0, Once);
        machine.Store(W(world, Phase), phase, Has("lets others go without a release") ? Once : Release);
        if (late)
            machine.Store(W(world, Count), 0, Once);
    }
}
