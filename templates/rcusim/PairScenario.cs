using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuTests;

/// <summary>
/// Two readers beside a writer. It is public, so that <c>rcusim check --assembly</c> finds it; an optional
/// parameter is a bug that can be switched on there: <c>--bug freesAtOnce</c>.
/// </summary>
public sealed class PairScenario(bool freesAtOnce = false) : RoleScenario("read-1", "read-2", "write")
{
    public static readonly SlabCache Version = new("version", 2, [new("first", 0), new("second", 1)]);
    private static readonly SlabCache root = new("pair", 1, [new("current", 0)]);

    public override string Summary => "two readers beside a writer";

    public override ulong Setup<TMachine>(TMachine machine)
    {
        ulong world = machine.Allocate(root), version = machine.Allocate(Version);
        machine.Store(version, 1, MemoryOrder.Plain);
        machine.Store(version + 8, 1, MemoryOrder.Plain);
        machine.Store(world, version, MemoryOrder.Publish);
        return world;
    }

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        var pair = new Pair<TMachine>(machine, world, freesAtOnce);
        if (role == "write")
        {
            pair.Replace(2, 2);
        }
        else if (pair.Sum() is not (2 or 4))
        {
            throw new InvalidOperationException("the words are not of one version");
        }
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
        machine.Free(Version, machine.Load(world, MemoryOrder.Acquire));
        machine.Free(root, world);
    }
}
