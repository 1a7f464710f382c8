using RcuSim.Machine;

namespace RcuSim.Tests.PublicApi;

/// <summary>
/// An array that readers index without a lock, and that its only writer replaces by a longer one when it is
/// full.
/// </summary>
/// <remarks>
/// Why it is correct: a reader has length and slots from one array, in a section; the array is whole when it
/// is published, and freed a grace period after it was replaced.
/// </remarks>
internal readonly struct GrowingArray<TMachine>(TMachine machine, ulong root, bool publishesEarly)
    where TMachine : struct, IMachine
{
    /// <summary>An array: its length, how many of its slots are filled, the slots.</summary>
    public static SlabCache OfLength(ulong length) => GrowingWords.Array.WithTail((int)length - 1);

    public static ulong Create(TMachine machine, ulong length)
    {
        ulong array = machine.Allocate(OfLength(length));
        machine.Fill(array, 0, (int)length + 2);
        machine.Store(array, length, MemoryOrder.Plain);
        return array;
    }

    /// <summary>The sum of what is filled.</summary>
    public ulong Sum()
    {
        machine.RcuEnter();
        ulong array = machine.Load(root, MemoryOrder.Dereference), sum = 0;
        ulong filled = machine.Load(array + 8, MemoryOrder.Acquire);
        for (ulong i = 0; i < filled; i++)
        {
            sum += machine.Load(array + 16 + (i * 8), MemoryOrder.Plain);
        }

        machine.RcuLeave();
        return sum;
    }

    /// <summary>Adds a number. For the writer alone.</summary>
    public void Add(ulong number)
    {
        ulong array = machine.Load(root, MemoryOrder.Once);
        ulong length = machine.Load(array, MemoryOrder.Plain);
        ulong filled = machine.Load(array + 8, MemoryOrder.Once);
        if (filled == length)
        {
            array = Grow(array, length);
        }

        machine.Store(array + 16 + (filled * 8), number, MemoryOrder.Plain);
        machine.Store(array + 8, filled + 1, MemoryOrder.Release);
    }

    private ulong Grow(ulong old, ulong length)
    {
        ulong array = Create(machine, length * 2);
        if (publishesEarly)
        {
            machine.Store(root, array, MemoryOrder.Publish);
        }

        machine.Copy(array + 8, old + 8, (int)length + 1);
        machine.Store(root, array, MemoryOrder.Publish);
        machine.CallRcu(1, old);
        return array;
    }
}
