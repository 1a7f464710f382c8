using RcuSim.Faults;
using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Shared;

/// <summary>
/// The smallest RCU program: readers follow a pointer in a section, a writer replaces what it points to and
/// frees the old object after a grace period, or (bug G0) at once.
/// </summary>
internal sealed class PointerScenario(int readers = 2, bool broken = false) : Scenario
{
    private static readonly SlabCache rootCache = new("root", 4, [new("pointer", 0)]);
    private static readonly SlabCache itemCache = new("item", 4, [new("value", 0)]);
    private static readonly Site seenSite = new("seen", SiteKind.Value);

    private readonly Actor[] actors =
    [
        new Writer(),
        .. Enumerable.Range(1, readers).Select(n => new Reader($"reader-{n}")),
    ];

    public override string Name => "pointer";

    public override string Summary => "readers beside one writer";

    public override IReadOnlyList<Actor> Actors =>
        broken ? throw new InvalidOperationException("planted\nfault") : actors;

    public override ulong Setup<TMachine>(TMachine machine)
    {
        ulong root = machine.Allocate(rootCache);
        machine.Store(root, NewItem(machine, 1), MemoryOrder.Publish);
        return root;
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
        machine.RcuBarrier();
        machine.Free(itemCache, machine.Load(world, MemoryOrder.Plain));
        machine.Free(rootCache, world);
    }

    public override void RunCallback<TMachine>(
        TMachine machine, int function, ulong retired, ulong argument) =>
        machine.Free(itemCache, retired);

    private static ulong NewItem<TMachine>(TMachine machine, ulong value)
        where TMachine : struct, IMachine
    {
        ulong item = machine.Allocate(itemCache);
        machine.Store(item, value, MemoryOrder.Plain);
        return item;
    }

    private sealed class Writer() : Actor("writer")
    {
        public override void Run<TMachine>(TMachine machine, ulong world)
        {
            for (ulong i = 2; i < 4; i++)
            {
                ulong before = machine.Load(world, MemoryOrder.Plain);
                machine.Store(world, NewItem(machine, i), MemoryOrder.Publish);
                if (machine.Acts(BugSwitch.ImmediateFree))
                {
                    machine.Free(itemCache, before);
                }
                else
                {
                    machine.CallRcu(1, before, 0);
                }
            }
        }
    }

    private sealed class Reader(string label) : Actor(label)
    {
        public override void Run<TMachine>(TMachine machine, ulong world)
        {
            machine.RcuEnter();
            ulong item = machine.Load(world, MemoryOrder.Dereference);
            machine.Observe(seenSite, machine.Load(item, MemoryOrder.Plain));
            machine.RcuLeave();
        }
    }
}
