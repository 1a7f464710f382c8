using RcuSim.Machine;

namespace RcuSim.Samples.Seqlock;

/// <summary>Two words that belong together, and a number that is odd while they are written.</summary>
/// <param name="machine">The machine.</param>
/// <param name="address">Where the three words are.</param>
/// <param name="mistake">What is wrong.</param>
internal readonly struct Seqlock<TMachine>(TMachine machine, ulong address, Mistake mistake)
    where TMachine : struct, IMachine
{
    private readonly ulong first = address + 8;
    private readonly ulong second = address + 16;

    /// <summary>Writes both; of several writers one at a time may be here.</summary>
    public void Write(ulong value)
    {
        ulong number = machine.Load(address, MemoryOrder.Once);
        if (mistake != Mistake.AnnouncesLate)
        {
            machine.Store(address, number + 1, MemoryOrder.Once);
        }

        // The words must not be seen before the odd number.
        machine.Fence(FenceKind.Write);
        machine.Store(first, value, MemoryOrder.Once);
        machine.Store(second, value, MemoryOrder.Once);
        if (mistake != Mistake.NeverEnds)
        {
            machine.Store(address, number + 2, MemoryOrder.Release);
        }
    }

    /// <summary>Reads both as they were at one moment.</summary>
    public (ulong First, ulong Second) Read()
    {
        while (true)
        {
            ulong number = machine.Load(address, MemoryOrder.Acquire);
            var pair = (machine.Load(first, MemoryOrder.Once), machine.Load(second, MemoryOrder.Once));

            // The second look must not come before the words.
            machine.Fence(FenceKind.Read);
            if (number % 2 == 0 && IsStill(number))
            {
                return pair;
            }

            machine.Spin(SeqlockScenario.ReadAgain);
        }
    }

    private bool IsStill(ulong number) =>
        mistake == Mistake.TrustsFirstLook || machine.Load(address, MemoryOrder.Once) == number;
}
