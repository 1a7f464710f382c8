using RcuSim.Explaining;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Structures;

/// <summary>A lock whose waiters stand in a list, each spinning on a word of its own (Mellor-Crummey,
/// Scott).</summary>
/// <remarks>
/// It is right: whoever swaps itself into the tail has exactly one predecessor, or none and the lock. It says
/// that it waits before it shows itself to the predecessor, which alone ends that wait. A holder leaves by
/// itself only if it is still the tail, so that nobody stands behind it; else somebody does, and will show
/// itself.
/// </remarks>
internal sealed class McsLock(string mistake) : Structure(mistake, roles)
{
    private const int Tail = 1;
    private const int Counter = 2;
    private const int Nodes = 3;
    private const int Next = 0;
    private const int Waits = 1;
    private static readonly string[] roles = ["first", "second", "third"];
    private static readonly Site turn = new("mcs-turn", SiteKind.Retry);
    private static readonly Site successor = new("mcs-successor", SiteKind.Retry);

    public override IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; } =
        new Dictionary<string, IReadOnlyList<ViolationKind>>
        {
            ["says that it waits too late"] = [ViolationKind.Livelock],
            ["forgets who is about to show itself"] = [ViolationKind.Livelock],
            ["leaves while others stand behind it"] = [ViolationKind.Livelock],
            ["hands over without a release"] = [ViolationKind.DataRace],
        };

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        ulong mine = machine.Load(W(world, Nodes + Place(role)), Once);
        Enter(machine, W(world, Tail), mine);
        Visit(machine, W(world, Counter));
        Leave(machine, W(world, Tail), mine);
    }

    protected override void Fill<TMachine>(TMachine machine, ulong root)
    {
        foreach (string role in roles)
            machine.Store(W(root, Nodes + Place(role)), New(machine), Once);
    }

    protected override void Empty<TMachine>(TMachine machine, ulong root)
    {
        foreach (string role in roles)
            machine.Free(Node, machine.Load(W(root, Nodes + Place(role)), Once));
    }

    private static int Place(string role) => Array.IndexOf(roles, role);

    private void Enter<TMachine>(TMachine machine, ulong tail, ulong mine)
        where TMachine : struct, IMachine
    {
        bool late = Has("says that it waits too late");
        if (!late)
            machine.Store(W(mine, Waits), 1, Once);
        ulong before = machine.Exchange(tail, mine, AcquireRelease);
        if (before == 0)
            return;
        machine.Store(W(before, Next), mine, Release);
        if (late)
            machine.Store(W(mine, Waits), 1, Once);
        while (machine.Load(W(mine, Waits), Acquire) == 1)
            machine.Spin(turn);
    }

    private void Leave<TMachine>(TMachine machine, ulong tail, ulong mine)
        where TMachine : struct, IMachine
    {
        if (Has("leaves while others stand behind it"))
        {
            machine.Store(tail, 0, Release);
            return;
        }

        ulong next = machine.Load(W(mine, Next), Acquire);
        if (next == 0)
        {
            if (machine.CompareExchange(tail, mine, 0, Release, Once) == mine)
                return;
            if (Has("forgets who is about to show itself"))
                return;
            while ((next = machine.Load(W(mine, Next), Acquire)) == 0)
                machine.Spin(successor);
        }

        machine.Store(W(next, Waits), 0, Has("hands over without a release") ? Once : Release);
    }
}
