using RcuSim.Explaining;
using RcuSim.Locking;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Structures;

/// <summary>
/// A hash table that grows under its readers. A node has two links, one for each of two tables that may be in
/// use at once.
/// </summary>
/// <remarks>
/// It is right: the larger table is complete, by the links that nobody follows yet, before it is published;
/// readers of the old table follow the old links, which stay as they are until all of them have left their
/// sections. Then the old table is freed, and its links may serve again.
/// </remarks>
internal sealed class HashTable(string mistake) : Structure(mistake, "grower", "reader", "another")
{
    private const int Current = 1;
    private const int Key = 2;
    private const int Buckets = 0;
    private const int Links = 2;
    private const int First = 3;
    private const ulong Keys = 3;

    public override IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; } =
        new Dictionary<string, IReadOnlyList<ViolationKind>>
        {
            ["frees the old table at once"] = [ViolationKind.UseAfterFree],
            ["uses the links of the old table"] = [ViolationKind.BrokenInvariant],
            ["grows twice without a grace period"] = [ViolationKind.BrokenInvariant],
            ["publishes before it is complete"] = [ViolationKind.BrokenInvariant],
        };

    protected override void Fill<TMachine>(TMachine machine, ulong root)
    {
        ulong table = NewTable(machine, buckets: 1, links: 0);
        for (ulong key = 1; key <= Keys; key++)
        {
            ulong node = New(machine);
            machine.Store(W(node, Key), key, Plain);
            Insert(machine, table, node, key);
        }

        machine.Store(W(root, Current), table, Publish);
    }

    protected override void Empty<TMachine>(TMachine machine, ulong root)
    {
        ulong table = machine.Load(W(root, Current), Once);
        foreach (ulong node in Nodes(machine, table))
            machine.Free(Node, node);
        machine.Free(Node, table);
    }

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        if (role == "grower")
        {
            Grow(machine, world, 2);
            if (!Has("frees the old table at once"))
                Grow(machine, world, 3);
        }
        else
        {
            Expect(Finds(machine, world, role == "reader" ? 1u : 3u), $"{role} does not find its key");
        }
    }

    private bool Finds<TMachine>(TMachine machine, ulong world, ulong key)
        where TMachine : struct, IMachine
    {
        using var section = RcuSection<TMachine>.Enter(machine);
        ulong table = machine.Load(W(world, Current), Dereference);
        ulong node = machine.Load(Bucket(machine, table, key), Dereference);
        int link = (int)machine.Load(W(table, Links), Plain);
        while (node != 0 && machine.Load(W(node, Key), Plain) != key)
            node = machine.Load(W(node, link), Dereference);
        return node != 0;
    }

    private void Grow<TMachine>(TMachine machine, ulong world, ulong buckets)
        where TMachine : struct, IMachine
    {
        ulong old = machine.Load(W(world, Current), Once);
        ulong links = machine.Load(W(old, Links), Plain);
        ulong table = NewTable(machine, buckets, Has("uses the links of the old table") ? links : 1 - links);
        var nodes = Nodes(machine, old);
        if (Has("publishes before it is complete"))
            machine.Store(W(world, Current), table, Publish);
        foreach (ulong node in nodes)
            Insert(machine, table, node, machine.Load(W(node, Key), Plain));
        if (!Has("publishes before it is complete"))
            machine.Store(W(world, Current), table, Publish);
        if (Has("grows twice without a grace period"))
        {
            machine.FreeRcu(Node, old);
            return;
        }

        if (!Has("frees the old table at once"))
            machine.Synchronize();
        machine.Free(Node, old);
    }

    private static ulong NewTable<TMachine>(TMachine machine, ulong buckets, ulong links)
        where TMachine : struct, IMachine
    {
        ulong table = New(machine);
        machine.Store(W(table, Buckets), buckets, Plain);
        machine.Store(W(table, Links), links, Plain);
        return table;
    }

    private static void Insert<TMachine>(TMachine machine, ulong table, ulong node, ulong key)
        where TMachine : struct, IMachine
    {
        ulong bucket = Bucket(machine, table, key);
        int link = (int)machine.Load(W(table, Links), Plain);
        machine.Store(W(node, link), machine.Load(bucket, Once), Publish);
        machine.Store(bucket, node, Publish);
    }

    private static List<ulong> Nodes<TMachine>(TMachine machine, ulong table)
        where TMachine : struct, IMachine
    {
        var nodes = new List<ulong>();
        int link = (int)machine.Load(W(table, Links), Plain);
        for (ulong hash = 0; hash < machine.Load(W(table, Buckets), Plain); hash++)
        {
            ulong node = machine.Load(W(table, First + (int)hash), Once);
            for (; node != 0; node = machine.Load(W(node, link), Once))
                nodes.Add(node);
        }

        return nodes;
    }

    private static ulong Bucket<TMachine>(TMachine machine, ulong table, ulong key)
        where TMachine : struct, IMachine =>
        W(table, First + (int)(key % machine.Load(W(table, Buckets), Plain)));
}
