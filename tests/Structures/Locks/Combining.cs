using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Oracles;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Structures;

/// <summary>
/// A counter whose threads write down what they want, and whoever has the lock does it for all (flat
/// combining: Hendler, Incze, Shavit, Tzafrir).
/// </summary>
/// <remarks>
/// It is right: only the holder of the lock touches the counter, and only what is asked and not yet done is
/// done, so nothing is done twice. A thread waits until its own is done or it has the lock, and then it is
/// the one that does it. What it asks is released to the holder with the word that says so; the answer comes
/// back the same way.
/// </remarks>
internal sealed class Combining(string mistake) : Structure(mistake, roles)
{
    private const int Counter = 1;
    private const int States = 2;
    private const int Words = 5;
    private const ulong Asked = 1;
    private const ulong Done = 2;
    private static readonly string[] roles = ["first", "second", "third"];
    private static readonly Site add = new("combining-add", SiteKind.Operation);
    private static readonly Site wait = new("combining-wait", SiteKind.Retry);

    public override IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; } =
        new Dictionary<string, IReadOnlyList<ViolationKind>>
        {
            ["serves without the lock"] = [ViolationKind.DataRace, ViolationKind.NotLinearizable],
            ["serves itself in any case"] = [ViolationKind.NotLinearizable],
            ["goes when another has the lock"] = [ViolationKind.NotLinearizable, ViolationKind.DataRace],
            ["says that it is done too early"] = [ViolationKind.NotLinearizable, ViolationKind.DataRace],
            ["asks without a release"] = [ViolationKind.DataRace],
            ["answers without a release"] = [ViolationKind.DataRace],
        };

    public override IReadOnlyList<IOracle> Oracles() => [new Linearizability(new Sum(), add)];

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        int me = Array.IndexOf(roles, role);
        for (ulong n = 0; n < (me == 0 ? 2u : 1); n++)
        {
            ulong amount = 1ul << me;
            machine.BeginOperation(add, amount);
            machine.EndOperation(add, Ask(machine, world, me, amount));
        }
    }

    private ulong Ask<TMachine>(TMachine machine, ulong root, int me, ulong amount)
        where TMachine : struct, IMachine
    {
        machine.Store(W(root, Words + me), amount, Plain);
        machine.Store(W(root, States + me), Asked, Has("asks without a release") ? Once : Release);
        while (machine.Load(W(root, States + me), Acquire) != Done)
        {
            bool isMine = machine.TryLock(root, LockMode.Spin);
            if (isMine || Has("serves without the lock"))
                ServeAll(machine, root, me);
            if (isMine)
                machine.Unlock(root, LockMode.Spin);
            if (isMine || Has("goes when another has the lock"))
                break;
            machine.Spin(wait);
        }

        return machine.Load(W(root, Words + me), Plain);
    }

    private void ServeAll<TMachine>(TMachine machine, ulong root, int me)
        where TMachine : struct, IMachine
    {
        for (int thread = 0; thread < roles.Length; thread++)
        {
            bool isAsked = machine.Load(W(root, States + thread), Acquire) == Asked;
            if (isAsked || (thread == me && Has("serves itself in any case")))
                Serve(machine, root, thread);
        }
    }

    private void Serve<TMachine>(TMachine machine, ulong root, int thread)
        where TMachine : struct, IMachine
    {
        ulong amount = machine.Load(W(root, Words + thread), Plain);
        ulong before = machine.Load(W(root, Counter), Plain);
        machine.Store(W(root, Counter), before + amount, Plain);
        bool early = Has("says that it is done too early");
        if (early)
            machine.Store(W(root, States + thread), Done, Release);
        machine.Store(W(root, Words + thread), before, Plain);
        if (!early)
            machine.Store(W(root, States + thread), Done, Has("answers without a release") ? Once : Release);
    }

    private sealed class Sum : SequentialModel
    {
        public override IReadOnlyList<ulong> Start => [0];

        public override ulong Apply(List<ulong> state, Site operation, ulong argument)
        {
            ulong before = state[0];
            state[0] += argument;
            return before;
        }
    }
}
