using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.PublicApi;

/// <summary>
/// A thread that has another one do half of its work: it fills a task, starts the helper, does its own half,
/// waits for the helper to end, and adds the two up. No access needs an order: the start and the end are
/// enough.
/// </summary>
internal sealed class HelperScenario(string mistake = "") : RoleScenario("main", "helper")
{
    private const ulong Half = 4;
    private static readonly SlabCache task = new(
        "task", 10, [new("number", 0, 8), new("first-sum", 8), new("second-sum", 9)]);

    public override IReadOnlyList<string> StartedLater => ["helper"];

    public override ulong Setup<TMachine>(TMachine machine)
    {
        ulong world = machine.Allocate(task);
        machine.Fill(world, 0, 10);
        return world;
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world) => machine.Free(task, world);

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        if (role == "helper")
        {
            Sum(machine, world, Half, world + 72);
            return;
        }

        bool early = mistake == "starts too early";
        if (early)
            machine.Start("helper");
        for (ulong i = 0; i < 2 * Half; i++)
            machine.Store(world + (i * 8), i + 1, MemoryOrder.Plain);
        if (!early && mistake != "does not start")
            machine.Start("helper");
        Sum(machine, world, 0, world + 64);
        if (mistake != "does not wait")
            machine.Join("helper");
        ulong sum = machine.Load(world + 64, MemoryOrder.Plain) + machine.Load(world + 72, MemoryOrder.Plain);
        if (sum != 36)
            throw new InvalidOperationException($"1 to 8 are {sum}");
    }

    private static void Sum<TMachine>(TMachine machine, ulong world, ulong first, ulong into)
        where TMachine : struct, IMachine
    {
        ulong sum = 0;
        for (ulong i = first; i < first + Half; i++)
            sum += machine.Load(world + (i * 8), MemoryOrder.Plain);
        machine.Store(into, sum, MemoryOrder.Plain);
    }
}
