using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.PublicApi;

/// <summary>
/// A pointer to a configuration that is replaced again and again. What it pointed to is put aside with the
/// state of grace periods, and freed when a later poll says that one has gone by: nobody waits, and nothing
/// is queued.
/// </summary>
/// <remarks>
/// It is correct: the state is taken when readers can find the old configuration no more, so a grace period
/// since then has waited for all who had found it.
/// </remarks>
internal sealed class ReclaimScenario(string mistake = "") : RoleScenario("writer", "reader")
{
    private static readonly SlabCache config = new("config", 1, [new("value", 0)]);
    private static readonly SlabCache holder = new(
        "config_holder", 3, [new("current", 0), new("aside", 1), new("state", 2)]);

    public override ulong Setup<TMachine>(TMachine machine)
    {
        ulong world = machine.Allocate(holder);
        machine.Fill(world, 0, 3);
        machine.Store(world, New(machine, 1), MemoryOrder.Publish);
        return world;
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
        ulong aside = machine.Load(world + 8, MemoryOrder.Plain);
        if (aside != 0)
        {
            machine.CondSynchronize(machine.Load(world + 16, MemoryOrder.Plain));
            machine.Free(config, aside);
        }

        machine.FreeRcu(config, machine.Load(world, MemoryOrder.Once));
        machine.RcuBarrier();
        machine.Free(holder, world);
    }

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        if (role == "reader")
        {
            using var section = RcuSection<TMachine>.Enter(machine);
            machine.Load(machine.Load(world, MemoryOrder.Dereference), MemoryOrder.Plain);
            return;
        }

        for (ulong value = 2; value <= 3; value++)
            Replace(machine, world, value);
    }

    private void Replace<TMachine>(TMachine machine, ulong world, ulong value)
        where TMachine : struct, IMachine
    {
        ulong early = mistake == "takes the state too early" ? machine.TakeRcuState(start: true) : 0;
        ulong old = machine.Load(world, MemoryOrder.Once);
        machine.Store(world, New(machine, value), MemoryOrder.Publish);
        ulong aside = machine.Load(world + 8, MemoryOrder.Plain);
        if (aside == 0)
        {
            machine.Store(world + 8, old, MemoryOrder.Plain);
            ulong state = early != 0 ? early : machine.TakeRcuState(start: true);
            machine.Store(world + 16, state, MemoryOrder.Plain);
        }
        else if (mistake == "frees at once")
        {
            machine.Free(config, old);
        }
        else
        {
            machine.FreeRcu(config, old);
        }

        aside = machine.Load(world + 8, MemoryOrder.Plain);
        bool isOver = machine.PollRcuState(machine.Load(world + 16, MemoryOrder.Plain));
        if (isOver != (mistake == "takes no for yes"))
        {
            machine.Free(config, aside);
            machine.Store(world + 8, 0, MemoryOrder.Plain);
        }
    }

    private static ulong New<TMachine>(TMachine machine, ulong value)
        where TMachine : struct, IMachine
    {
        ulong added = machine.Allocate(config);
        machine.Store(added, value, MemoryOrder.Plain);
        return added;
    }
}
