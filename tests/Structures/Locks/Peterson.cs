using RcuSim.Explaining;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Structures;

/// <summary>Mutual exclusion of two threads by loads and stores alone (Peterson).</summary>
/// <remarks>
/// It is right: each says that it wants to enter, then lets the other go first, then looks, with a full fence
/// before the look. If both want to enter, the one that said last "you first" waits. Whoever enters has read
/// either the flag that the other took down when it left, or a turn that the other gave since then; both are
/// releases.
/// </remarks>
internal sealed class Peterson(string mistake) : Structure(mistake, "left", "right")
{
    private const int Flags = 1;
    private const int Turn = 3;
    private const int Counter = 4;
    private static readonly Site wait = new("peterson-wait", SiteKind.Retry);

    public override IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; } =
        new Dictionary<string, IReadOnlyList<ViolationKind>>
        {
            ["insists on its own turn"] = [ViolationKind.DataRace],
            ["gives the turn before it says that it wants"] = [ViolationKind.DataRace],
            ["leaves its flag up"] = [ViolationKind.Livelock],
        };

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        int me = role == "left" ? 0 : 1;
        for (int i = 0; i < 2; i++)
        {
            Enter(machine, world, me);
            Visit(machine, W(world, Counter));
            if (!Has("leaves its flag up"))
                machine.Store(W(world, Flags + me), 0, Release);
        }
    }

    private void Enter<TMachine>(TMachine machine, ulong world, int me)
        where TMachine : struct, IMachine
    {
        int other = 1 - me;
        bool early = Has("gives the turn before it says that it wants");
        ulong given = (ulong)(Has("insists on its own turn") ? me : other);
        if (early)
            machine.Store(W(world, Turn), given, Release);
        machine.Store(W(world, Flags + me), 1, Release);
        if (!early)
            machine.Store(W(world, Turn), given, Release);
        machine.Fence(FenceKind.Full);
        while (machine.Load(W(world, Flags + other), Acquire) == 1
            && machine.Load(W(world, Turn), Acquire) == (ulong)other)
            machine.Spin(wait);
    }
}
