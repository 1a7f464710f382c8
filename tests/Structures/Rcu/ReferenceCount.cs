using RcuSim.Explaining;
using RcuSim.Locking;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Structures;

/// <summary>
/// An object that is found under RCU and kept by a count of references, which falls to 0 once and for all.
/// </summary>
/// <remarks>
/// It is right: who finds the object is in a section, so it is not freed yet, and takes a reference only if
/// the count is not 0: then somebody else has one, and it stays. Whoever drops the last one frees it after a
/// grace period; each drop is a release that the last one acquires.
/// </remarks>
internal sealed class ReferenceCount(string mistake) : Structure(mistake, "owner", "user", "another")
{
    private const int Pointer = 1;
    private const int Count = 0;
    private const int Value = 1;
    private static readonly Site get = new("refcount-get", SiteKind.Retry);

    public override IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; } =
        new Dictionary<string, IReadOnlyList<ViolationKind>>
        {
            ["takes a reference to what has none"] =
                [ViolationKind.UseAfterFree, ViolationKind.DoubleCallback],
            ["takes its reference after the section"] = [ViolationKind.UseAfterFree],
            ["frees at once"] = [ViolationKind.UseAfterFree],
            ["counts in two steps"] = [ViolationKind.UseAfterFree, ViolationKind.EarlyRelease],
        };

    protected override void Fill<TMachine>(TMachine machine, ulong root)
    {
        ulong node = New(machine);
        machine.Store(W(node, Count), 1, Once);
        machine.Store(W(root, Pointer), node, Publish);
    }

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        if (role == "owner")
        {
            ulong node = machine.Load(W(world, Pointer), Once);
            machine.Store(W(world, Pointer), 0, Once);
            Drop(machine, node);
            return;
        }

        ulong found = Find(machine, world);
        if (found != 0)
        {
            machine.Load(W(found, Value), Plain);
            Drop(machine, found);
        }
    }

    private ulong Find<TMachine>(TMachine machine, ulong world)
        where TMachine : struct, IMachine
    {
        ulong node;
        using (RcuSection<TMachine>.Enter(machine))
        {
            node = machine.Load(W(world, Pointer), Dereference);
            if (!Has("takes its reference after the section"))
                return node != 0 && Get(machine, W(node, Count)) ? node : 0;
        }

        return node != 0 && Get(machine, W(node, Count)) ? node : 0;
    }

    private bool Get<TMachine>(TMachine machine, ulong counter)
        where TMachine : struct, IMachine
    {
        while (true)
        {
            ulong count = machine.Load(counter, Once);
            if (count == 0 && !Has("takes a reference to what has none"))
                return false;
            if (Has("counts in two steps"))
            {
                machine.Store(counter, count + 1, Once);
                return true;
            }

            if (machine.CompareExchange(counter, count, count + 1, Once, Once) == count)
                return true;
            machine.Retry(get);
        }
    }

    private void Drop<TMachine>(TMachine machine, ulong node)
        where TMachine : struct, IMachine
    {
        if (machine.Add(W(node, Count), ulong.MaxValue, AcquireRelease) != 1)
            return;
        if (Has("frees at once"))
            machine.Free(Node, node);
        else
            machine.FreeRcu(Node, node);
    }
}
