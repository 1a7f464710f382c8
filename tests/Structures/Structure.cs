using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Structures;

/// <summary>
/// A structure with the threads that use it. It is right as it stands; by the name of a mistake it goes wrong
/// in that one way. Its remarks say why it is right.
/// </summary>
internal abstract class Structure(string mistake, params IReadOnlyList<string> roles) : RoleScenario(roles)
{
    /// <summary>Sixteen words that all threads know: the first is a lock, unless nothing locks it.</summary>
    protected static readonly SlabCache Root = new(
        "root", 16, [new("lock", 0) { IsLock = true }, .. Words(15)]);

    /// <summary>Eight words that come and go.</summary>
    protected static readonly SlabCache Node = new("node", 8, [new("w0", 0), .. Words(7)]);

    /// <summary>The mistakes that it knows, and as what each may be caught.</summary>
    public abstract IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; }

    /// <inheritdoc/>
    public override ulong Setup<TMachine>(TMachine machine)
    {
        ulong root = machine.Allocate(Root);
        machine.Fill(root, 0, 16);
        Fill(machine, root);
        return root;
    }

    /// <inheritdoc/>
    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
        Empty(machine, world);
        machine.Free(Root, world);
    }

    /// <summary>Whether it goes wrong in some way.</summary>
    protected bool Has(string name) => mistake == name;

    /// <summary>Puts into the root, all zero, what it starts with.</summary>
    protected virtual void Fill<TMachine>(TMachine machine, ulong root)
        where TMachine : struct, IMachine
    {
    }

    /// <summary>Frees what the root still leads to.</summary>
    protected virtual void Empty<TMachine>(TMachine machine, ulong root)
        where TMachine : struct, IMachine
    {
    }

    /// <summary>A node whose words are 0.</summary>
    protected static ulong New<TMachine>(TMachine machine)
        where TMachine : struct, IMachine
    {
        ulong node = machine.Allocate(Node);
        machine.Fill(node, 0, 8);
        return node;
    }

    /// <summary>The address of a word of an object.</summary>
    protected static ulong W(ulong address, int word) => address + ((ulong)word * 8);

    /// <summary>Reports what must not be.</summary>
    protected static void Expect(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException(what);
    }

    /// <summary>What only one thread at a time may do: it counts the visits in a plain word.</summary>
    protected static void Visit<TMachine>(TMachine machine, ulong counter)
        where TMachine : struct, IMachine =>
        machine.Store(counter, machine.Load(counter, MemoryOrder.Plain) + 1, MemoryOrder.Plain);

    private static IEnumerable<SlabField> Words(int count) =>
        Enumerable.Range(1, count).Select(word => new SlabField($"w{word}", word));
}
