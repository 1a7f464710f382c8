using RcuSim.Explaining;
using RcuSim.Locking;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Structures;

/// <summary>
/// A configuration that writers replace under a lock. The old one goes to a pool with the state of grace
/// periods, and is used again when a poll says that one has gone by; nobody waits.
/// </summary>
/// <remarks>
/// It is right: the state is taken when readers can find the object no more, and each object has its own. So
/// once the poll says yes, all who had found it have left their sections, and their reads come before what is
/// written to it then.
/// </remarks>
internal sealed class PolledPool(string mistake) : Structure(mistake, "writer", "another", "reader")
{
    private const int Current = 1;
    private const int Pool = 2;
    private const int Value = 0;
    private const int Twin = 1;
    private const int State = 2;
    private const int Next = 3;

    public override IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; } =
        new Dictionary<string, IReadOnlyList<ViolationKind>>
        {
            ["does not ask"] = [ViolationKind.DataRace, ViolationKind.BrokenInvariant],
            ["takes the state too early"] = [ViolationKind.DataRace, ViolationKind.BrokenInvariant],
            ["asks for the oldest and takes the youngest"] =
                [ViolationKind.DataRace, ViolationKind.BrokenInvariant],
            ["frees without asking"] = [ViolationKind.UseAfterFree],
        };

    protected override void Fill<TMachine>(TMachine machine, ulong root)
    {
        ulong node = New(machine);
        machine.Store(W(root, Current), node, Publish);
    }

    protected override void Empty<TMachine>(TMachine machine, ulong root)
    {
        machine.Free(Node, machine.Load(W(root, Current), Once));
        ulong node = machine.Load(W(root, Pool), Plain);
        while (node != 0)
        {
            ulong next = machine.Load(W(node, Next), Plain);
            machine.CondSynchronize(machine.Load(W(node, State), Plain));
            machine.Free(Node, node);
            node = next;
        }
    }

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        if (role == "reader")
        {
            using var section = RcuSection<TMachine>.Enter(machine);
            ulong node = machine.Load(W(world, Current), Dereference);
            ulong value = machine.Load(W(node, Value), Plain), twin = machine.Load(W(node, Twin), Plain);
            Expect(value == twin, $"the reader sees {value} and {twin}");
            return;
        }

        for (ulong n = 0; n < 2; n++)
        {
            using var held = new SpinLock<TMachine>(machine, world).Lock();
            Replace(machine, world, n + (role == "writer" ? 1u : 3));
        }
    }

    private void Replace<TMachine>(TMachine machine, ulong root, ulong value)
        where TMachine : struct, IMachine
    {
        ulong added = Take(machine, root);
        machine.Store(W(added, Value), value, Plain);
        machine.Store(W(added, Twin), value, Plain);
        ulong early = Has("takes the state too early") ? machine.TakeRcuState(start: true) : 0;
        ulong old = machine.Load(W(root, Current), Once);
        machine.Store(W(root, Current), added, Publish);
        machine.Store(W(old, State), early != 0 ? early : machine.TakeRcuState(start: true), Plain);
        machine.Store(W(old, Next), machine.Load(W(root, Pool), Plain), Plain);
        machine.Store(W(root, Pool), old, Plain);
    }

    /// <summary>The youngest object of the pool that nobody can be reading any more, or a new one.</summary>
    private ulong Take<TMachine>(TMachine machine, ulong root)
        where TMachine : struct, IMachine
    {
        ulong link = W(root, Pool), node = machine.Load(link, Plain);
        while (node != 0 && !IsUnread(machine, node))
        {
            link = W(node, Next);
            node = machine.Load(link, Plain);
        }

        if (node == 0)
            return New(machine);
        if (Has("asks for the oldest and takes the youngest"))
        {
            link = W(root, Pool);
            node = machine.Load(link, Plain);
        }

        machine.Store(link, machine.Load(W(node, Next), Plain), Plain);
        if (!Has("frees without asking"))
            return node;
        machine.Free(Node, node);
        return New(machine);
    }

    private bool IsUnread<TMachine>(TMachine machine, ulong node)
        where TMachine : struct, IMachine =>
        Has("does not ask")
        || Has("frees without asking")
        || machine.PollRcuState(machine.Load(W(node, State), Plain));
}
