using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.PublicApi;

/// <summary>All that it takes to check a list: its code, its scenario and its tests.</summary>
public class ListTests
{
    [Fact]
    public void The_list_breaks_no_rule() => Check.Passes(new ListScenario());

    [Fact]
    public void A_node_that_is_freed_under_its_reader_is_caught() =>
        Check.Catches(new ListScenario(freesAtOnce: true), ViolationKind.UseAfterFree);
}

/// <summary>A sorted list: writers take its lock, readers walk it under RCU.</summary>
internal readonly struct RcuList<TMachine>(TMachine machine, ulong list, bool freesAtOnce)
    where TMachine : struct, IMachine
{
    public bool Contains(ulong key)
    {
        using var section = RcuSection<TMachine>.Enter(machine);
        ulong node = Find(key, out _);
        return node != 0 && machine.Load(node + 8, MemoryOrder.Plain) == key;
    }

    public void Insert(ulong key)
    {
        using var held = new SpinLock<TMachine>(machine, list + 8).Lock();
        ulong node = machine.Allocate(ListScenario.Node);
        machine.Store(node, Find(key, out ulong link), MemoryOrder.Plain);
        machine.Store(node + 8, key, MemoryOrder.Plain);
        machine.Store(link, node, MemoryOrder.Publish);
    }

    public void Delete(ulong key)
    {
        ulong node;
        using (new SpinLock<TMachine>(machine, list + 8).Lock())
        {
            node = Find(key, out ulong link);
            machine.Store(link, machine.Load(node, MemoryOrder.Once), MemoryOrder.Publish);
        }

        if (!freesAtOnce)
            machine.Synchronize();
        machine.Free(ListScenario.Node, node);
    }

    private ulong Find(ulong key, out ulong link)
    {
        link = list;
        ulong node = machine.Load(link, MemoryOrder.Dereference);
        while (node != 0 && machine.Load(node + 8, MemoryOrder.Plain) < key)
        {
            link = node;
            node = machine.Load(link, MemoryOrder.Dereference);
        }

        return node;
    }
}

/// <summary>One thread inserts, one deletes, one looks.</summary>
internal sealed class ListScenario(bool freesAtOnce = false) : RoleScenario("insert", "delete", "read")
{
    public static readonly SlabCache Node = new("list_node", 2, [new("next", 0), new("key", 1)]);
    private static readonly SlabField listLock = new("lock", 1) { IsLock = true };
    private static readonly SlabCache root = new("list", 2, [new("first", 0), listLock]);

    public override ulong Setup<TMachine>(TMachine machine)
    {
        ulong world = machine.Allocate(root);
        machine.Fill(world, 0, 2);
        new RcuList<TMachine>(machine, world, freesAtOnce).Insert(2);
        return world;
    }

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        var list = new RcuList<TMachine>(machine, world, freesAtOnce);
        switch (role)
        {
            case "insert": list.Insert(1); break;
            case "delete": list.Delete(2); break;
            default: list.Contains(3); break;
        }
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
        new RcuList<TMachine>(machine, world, freesAtOnce).Delete(1);
        machine.Free(root, world);
    }
}
