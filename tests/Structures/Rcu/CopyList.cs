using RcuSim.Explaining;
using RcuSim.Locking;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Structures;

/// <summary>
/// A sorted list whose writers insert, remove and replace nodes under a lock while readers walk it. A node
/// knows the link that leads to it, so that it is taken out without a search.
/// </summary>
/// <remarks>
/// It is right: a node is complete before a link leads to it, by a release; after that only its links change,
/// and only under the lock. A new value is a new node in the place of the old one. What is taken out keeps
/// its own link, so that a reader who is there comes back into the list, and is freed after a grace period.
/// Links back are for writers alone.
/// </remarks>
internal sealed class CopyList(string mistake) : Structure(mistake, "changer", "copier", "reader")
{
    private const int First = 1;
    private const int Next = 0;
    private const int Back = 1;
    private const int Key = 2;
    private const int Value = 3;
    private const int Twin = 4;
    private const ulong Last = 5;

    public override IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; } =
        new Dictionary<string, IReadOnlyList<ViolationKind>>
        {
            ["frees at once"] = [ViolationKind.UseAfterFree],
            ["changes the value in place"] = [ViolationKind.BrokenInvariant, ViolationKind.DataRace],
            ["fills what is public"] = [ViolationKind.BrokenInvariant, ViolationKind.DataRace],
            ["wipes the link of what it takes out"] = [ViolationKind.BrokenInvariant],
            ["forgets the link back"] = [ViolationKind.UseAfterFree, ViolationKind.BrokenInvariant],
            ["links without a release"] = [ViolationKind.DataRace],
        };

    protected override void Fill<TMachine>(TMachine machine, ulong root)
    {
        for (ulong key = 1; key <= Last; key += 2)
            Insert(machine, root, key);
    }

    protected override void Empty<TMachine>(TMachine machine, ulong root)
    {
        for (ulong node; (node = machine.Load(W(root, First), Once)) != 0;)
            Remove(machine, node);
        machine.RcuBarrier();
    }

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        if (role == "reader")
        {
            Walk(machine, world);
            return;
        }

        using (new SpinLock<TMachine>(machine, world).Lock())
        {
            if (role == "changer")
                Insert(machine, world, 2);
            else
                Replace(machine, Find(machine, world, 1), 8);
        }

        using (new SpinLock<TMachine>(machine, world).Lock())
            Remove(machine, Find(machine, world, role == "changer" ? 1u : 3));
    }

    private static void Walk<TMachine>(TMachine machine, ulong root)
        where TMachine : struct, IMachine
    {
        using var section = RcuSection<TMachine>.Enter(machine);
        ulong before = 0, node = machine.Load(W(root, First), Dereference);
        while (node != 0)
        {
            ulong key = machine.Load(W(node, Key), Plain);
            Expect(key > before, $"key {key} is behind key {before}");
            ulong value = machine.Load(W(node, Value), Plain), twin = machine.Load(W(node, Twin), Plain);
            Expect(value == twin && value != 0, $"key {key} has the values {value} and {twin}");
            before = key;
            node = machine.Load(W(node, Next), Dereference);
        }

        Expect(before == Last, $"the last key is {before}");
    }

    private void Insert<TMachine>(TMachine machine, ulong root, ulong key)
        where TMachine : struct, IMachine
    {
        ulong added = New(machine), link = W(root, First), next = machine.Load(link, Once);
        while (next != 0 && machine.Load(W(next, Key), Plain) < key)
        {
            link = W(next, Next);
            next = machine.Load(link, Once);
        }

        machine.Store(W(added, Key), key, Plain);
        if (!Has("fills what is public"))
            Set(machine, added, 7);
        Link(machine, link, added, next);
        if (Has("fills what is public"))
            Set(machine, added, 7);
    }

    private void Replace<TMachine>(TMachine machine, ulong old, ulong value)
        where TMachine : struct, IMachine
    {
        if (old == 0)
            return;
        if (Has("changes the value in place"))
        {
            Set(machine, old, value);
            return;
        }

        ulong added = machine.Allocate(Node);
        machine.Copy(added, old, 8);
        Set(machine, added, value);
        Link(machine, machine.Load(W(old, Back), Plain), added, machine.Load(W(old, Next), Once));
        Retire(machine, old);
    }

    private void Remove<TMachine>(TMachine machine, ulong node)
        where TMachine : struct, IMachine
    {
        ulong next = machine.Load(W(node, Next), Once), back = machine.Load(W(node, Back), Plain);
        machine.Store(back, next, Once);
        if (next != 0)
            machine.Store(W(next, Back), back, Plain);
        if (Has("wipes the link of what it takes out"))
            machine.Store(W(node, Next), 0, Once);
        Retire(machine, node);
    }

    /// <summary>Puts a node between a link and what the link leads to, or in the place of that.</summary>
    private void Link<TMachine>(TMachine machine, ulong link, ulong added, ulong next)
        where TMachine : struct, IMachine
    {
        machine.Store(W(added, Next), next, Once);
        machine.Store(W(added, Back), link, Plain);
        machine.Store(link, added, Has("links without a release") ? Once : Publish);
        if (next != 0 && !Has("forgets the link back"))
            machine.Store(W(next, Back), W(added, Next), Plain);
    }

    private void Retire<TMachine>(TMachine machine, ulong node)
        where TMachine : struct, IMachine
    {
        if (Has("frees at once"))
            machine.Free(Node, node);
        else
            machine.FreeRcu(Node, node);
    }

    private static ulong Find<TMachine>(TMachine machine, ulong root, ulong key)
        where TMachine : struct, IMachine
    {
        ulong node = machine.Load(W(root, First), Once);
        while (node != 0 && machine.Load(W(node, Key), Plain) != key)
            node = machine.Load(W(node, Next), Once);
        return node;
    }

    private static void Set<TMachine>(TMachine machine, ulong node, ulong value)
        where TMachine : struct, IMachine
    {
        machine.Store(W(node, Value), value, Plain);
        machine.Store(W(node, Twin), value, Plain);
    }
}
