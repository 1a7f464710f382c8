using RcuSim.Explaining;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Structures;

/// <summary>
/// A module that is unloaded: its code, which RCU callbacks run, goes when no callback can run it any more.
/// </summary>
/// <remarks>
/// It is right: nobody calls into the module once its entry is taken out and a grace period has gone by, so
/// no callback is queued after that; the barrier waits for those queued before.
/// </remarks>
internal sealed class Module(string mistake) : Structure(mistake, "unloader", "user")
{
    private const int Entry = 1;
    private const int Run = 1;

    public override IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; } =
        new Dictionary<string, IReadOnlyList<ViolationKind>>
        {
            ["waits for a grace period only"] = [ViolationKind.UseAfterFree],
            ["waits for callbacks first"] = [ViolationKind.UseAfterFree],
            ["waits for callbacks only"] = [ViolationKind.UseAfterFree],
        };

    protected override void Fill<TMachine>(TMachine machine, ulong root) =>
        machine.Store(W(root, Entry), New(machine), Publish);

    /// <inheritdoc/>
    public override void RunCallback<TMachine>(
        TMachine machine, int function, ulong retired, ulong argument)
    {
        machine.Load(argument, Plain);
        machine.Free(Node, retired);
    }

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        if (role == "user")
        {
            for (int i = 0; i < 2; i++)
                Use(machine, world);
            return;
        }

        ulong code = machine.Load(W(world, Entry), Once);
        if (Has("waits for callbacks first"))
            machine.RcuBarrier();
        machine.Store(W(world, Entry), 0, Publish);
        if (!Has("waits for callbacks only"))
            machine.Synchronize();
        if (!Has("waits for callbacks first") && !Has("waits for a grace period only"))
            machine.RcuBarrier();
        machine.Free(Node, code);
    }

    private static void Use<TMachine>(TMachine machine, ulong world)
        where TMachine : struct, IMachine
    {
        machine.RcuEnter();
        ulong code = machine.Load(W(world, Entry), Dereference);
        if (code != 0)
            machine.CallRcu(Run, New(machine), code);
        machine.RcuLeave();
    }
}
