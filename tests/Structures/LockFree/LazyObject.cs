using RcuSim.Explaining;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Structures;

/// <summary>An object that is made when it is first wanted, by whoever is first.</summary>
/// <remarks>
/// It is right: one compare-exchange alone finds the pointer 0. Who loses frees its own object, which nobody
/// else has seen, and takes the winner's; that was filled before the pointer was released.
/// </remarks>
internal sealed class LazyObject(string mistake) : Structure(mistake, "first", "second", "third")
{
    private const int Pointer = 1;
    private const int Value = 1;

    public override IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; } =
        new Dictionary<string, IReadOnlyList<ViolationKind>>
        {
            ["publishes without a release"] = [ViolationKind.DataRace],
            ["looks without an acquire"] = [ViolationKind.DataRace],
            ["stores instead of exchanging"] = [ViolationKind.Leak],
            ["fills what is public"] = [ViolationKind.BrokenInvariant],
            ["frees the winner's object"] = [ViolationKind.UseAfterFree, ViolationKind.DoubleFree],
        };

    protected override void Empty<TMachine>(TMachine machine, ulong root) =>
        machine.Free(Node, machine.Load(W(root, Pointer), Once));

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        ulong value = machine.Load(W(Get(machine, W(world, Pointer)), Value), Plain);
        Expect(value == 7, "the object is not filled");
    }

    private ulong Get<TMachine>(TMachine machine, ulong pointer)
        where TMachine : struct, IMachine
    {
        ulong there = machine.Load(pointer, Has("looks without an acquire") ? Once : Acquire);
        if (there != 0)
            return there;
        ulong mine = New(machine);
        bool late = Has("fills what is public");
        if (!late)
            machine.Store(W(mine, Value), 7, Plain);
        if (Has("stores instead of exchanging"))
            machine.Store(pointer, mine, Release);
        else
            there = machine.CompareExchange(
                pointer, 0, mine, Has("publishes without a release") ? Acquire : AcquireRelease, Acquire);
        if (late && there == 0)
            machine.Store(W(mine, Value), 7, Plain);
        if (there == 0)
            return mine;
        machine.Free(Node, Has("frees the winner's object") ? there : mine);
        return Has("frees the winner's object") ? mine : there;
    }
}
