using RcuSim.Explaining;
using RcuSim.Locking;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Structures;

/// <summary>Two words that writers change together and that readers read together, without a lock.</summary>
/// <remarks>
/// It is right: the number is odd while the words are changed. A reader that finds the same even number
/// before and after has met no writer in between; fences keep its loads, and the writer's stores, between
/// the two looks at the number.
/// </remarks>
internal sealed class SeqLock(string mistake) : Structure(mistake, "writer", "another", "reader")
{
    private const int Number = 1;
    private const int One = 2;
    private const int Other = 3;
    private static readonly Site again = new("seqlock-again", SiteKind.Retry);

    public override IReadOnlyDictionary<string, IReadOnlyList<ViolationKind>> Mistakes { get; } =
        new Dictionary<string, IReadOnlyList<ViolationKind>>
        {
            ["does not look at the number again"] = [ViolationKind.BrokenInvariant],
            ["reads though the number is odd"] = [ViolationKind.BrokenInvariant],
            ["numbers only at the end"] = [ViolationKind.BrokenInvariant],
        };

    protected override void Act<TMachine>(string role, TMachine machine, ulong world)
    {
        if (role == "reader")
        {
            Read(machine, world);
            return;
        }

        using var held = new SpinLock<TMachine>(machine, world).Lock();
        Write(machine, world, role == "writer" ? 1ul : 2);
    }

    private void Write<TMachine>(TMachine machine, ulong world, ulong value)
        where TMachine : struct, IMachine
    {
        ulong number = machine.Load(W(world, Number), Once);
        if (!Has("numbers only at the end"))
            machine.Store(W(world, Number), number + 1, Once);
        machine.Fence(FenceKind.Write);
        machine.Store(W(world, One), value, Once);
        machine.Store(W(world, Other), value, Once);
        machine.Store(W(world, Number), number + 2, Release);
    }

    private void Read<TMachine>(TMachine machine, ulong world)
        where TMachine : struct, IMachine
    {
        while (true)
        {
            ulong number = machine.Load(W(world, Number), Acquire);
            ulong one = machine.Load(W(world, One), Once), other = machine.Load(W(world, Other), Once);
            machine.Fence(FenceKind.Read);
            bool isEven = number % 2 == 0 || Has("reads though the number is odd");
            bool isSame = Has("does not look at the number again")
                || machine.Load(W(world, Number), Once) == number;
            if (isEven && isSame)
            {
                Expect(one == other, "the reader sees half of a change");
                return;
            }

            machine.Spin(again);
        }
    }
}
