using RcuSim.Explaining;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Structures;

/// <summary>Mutual exclusion by numbers that the threads choose themselves (Lamport).</summary>
/// <remarks>
/// It is right: who chooses takes a number above all that it sees, and says meanwhile that it is choosing.
/// Whoever waits lets the others finish choosing first, so none of them can come later with a lower number;
/// equal numbers go by the thread's place. Full fences stand between what one says and what it looks at.
/// </remarks>
internal sealed class Bakery(string mistake) : Structure(mistake, "left", "right")
{
    private const int Choosing = 1;
    private const int Number = 3;
    private const int Counter = 5;
    private static readonly Site choice = new("bakery-choice", SiteKind.Retry);
    private static readonly Site turn = new("bakery-turn", SiteKind.Retry);

    public override IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; } =
        new Dictionary<string, IReadOnlyList<ViolationKind>>
        {
            ["does not say that it chooses"] = [ViolationKind.DataRace],
            ["enters with an equal number"] = [ViolationKind.DataRace],
            ["keeps its number"] = [ViolationKind.Livelock],
        };

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        int me = role == "left" ? 0 : 1;
        for (int i = 0; i < 2; i++)
        {
            ulong mine = Choose(machine, world, me);
            Wait(machine, world, me, mine);
            Visit(machine, W(world, Counter));
            if (!Has("keeps its number"))
                machine.Store(W(world, Number + me), 0, Release);
        }
    }

    private ulong Choose<TMachine>(TMachine machine, ulong world, int me)
        where TMachine : struct, IMachine
    {
        bool says = !Has("does not say that it chooses");
        if (says)
            machine.Store(W(world, Choosing + me), 1, Release);
        machine.Fence(FenceKind.Full);
        ulong mine = machine.Load(W(world, Number + 1 - me), Acquire) + 1;
        machine.Store(W(world, Number + me), mine, Release);
        if (says)
            machine.Store(W(world, Choosing + me), 0, Release);
        machine.Fence(FenceKind.Full);
        return mine;
    }

    private void Wait<TMachine>(TMachine machine, ulong world, int me, ulong mine)
        where TMachine : struct, IMachine
    {
        while (machine.Load(W(world, Choosing + 1 - me), Acquire) == 1)
            machine.Spin(choice);
        while (IsBefore(machine.Load(W(world, Number + 1 - me), Acquire), mine, me))
            machine.Spin(turn);
    }

    private bool IsBefore(ulong other, ulong mine, int me) => other != 0
        && (other < mine || (other == mine && me == 1 && !Has("enters with an equal number")));
}
