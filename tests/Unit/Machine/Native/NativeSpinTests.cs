using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Machine;

/// <summary>Loops that wait for another thread, on real threads.</summary>
public sealed class NativeSpinTests : IDisposable
{
    private static readonly Site turn = new("native spin test", SiteKind.Retry);
    private readonly NativeSystem system = new();
    private readonly NativeMachine machine;
    private readonly ulong word;

    public NativeSpinTests()
    {
        machine = system.CreateThread().Machine;
        word = machine.Allocate(NativeTestCaches.Node);
        machine.Fill(word, 0, 32);
    }

    public void Dispose() => system.Dispose();

    [Fact]
    public void More_threads_than_processors_hand_a_word_round()
    {
        const int rounds = 200;
        int threads = Environment.ProcessorCount + 2;
        NativeThreads.Run(system, threads, (own, number) =>
        {
            for (int i = 0; i < rounds; i++)
            {
                Wait(own, word, (ulong)((i * threads) + number));
                own.Add(word, 1, MemoryOrder.AcquireRelease);
            }
        });
        Assert.Equal((ulong)(rounds * threads), machine.Load(word, MemoryOrder.Plain));
    }

    [Fact]
    public void A_thread_that_spins_in_a_section_stays_in_it()
    {
        ulong isIn = word, mayLeave = word + 8, isOver = word + 16;
        NativeThreads.Run(system, 3, (own, number) =>
        {
            if (number == 0)
            {
                own.RcuEnter();
                own.Store(isIn, 1, MemoryOrder.Release);
                Wait(own, mayLeave, 1);
                Assert.Equal(0UL, own.Load(isOver, MemoryOrder.Acquire));
                own.RcuLeave();
            }
            else if (number == 1)
            {
                Wait(own, isIn, 1);
                own.Synchronize();
                own.Store(isOver, 1, MemoryOrder.Release);
            }
            else
            {
                Wait(own, isIn, 1);
                Thread.Sleep(50);
                own.Store(mayLeave, 1, MemoryOrder.Release);
            }
        });
        Assert.Equal(1UL, machine.Load(isOver, MemoryOrder.Plain));
    }

    private static void Wait<TMachine>(TMachine machine, ulong word, ulong value)
        where TMachine : struct, IMachine
    {
        while (machine.Load(word, MemoryOrder.Acquire) != value)
            machine.Spin(turn);
    }
}
