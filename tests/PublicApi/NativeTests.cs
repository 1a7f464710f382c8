using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.PublicApi;

/// <summary>The same structure on real threads.</summary>
public class NativeTests
{
    private const ulong Increments = 2000;

    [Fact]
    public void The_cell_counts_on_real_threads_and_leaves_nothing()
    {
        RcuRunner<NativeMachine> free = new CellScenario().RunCallback;
        using var system = new NativeSystem(new NativeOptions { PoisonOnFree = true }, free);
        using NativeThread main = system.CreateThread();
        Scenario scenario = new CellScenario();
        ulong cell = scenario.Setup(main.Machine);
        Thread[] threads =
            [.. Enumerable.Range(0, 3).Select(n => new Thread(() => Work(system, cell, n == 0)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Equal((2 * Increments) + 1, new SharedCell<NativeMachine>(main.Machine, cell).Read());
        scenario.Teardown(main.Machine, cell);
        Assert.Equal(0, system.Live(CellWords.Version));
        Assert.Equal(0, system.Live(CellWords.Cell));
    }

    [Fact]
    public void A_guard_says_what_is_held()
    {
        using var system = new NativeSystem();
        using NativeThread thread = system.CreateThread();
        Assert.Equal(7UL, Pass(thread.Machine));
    }

    private static void Work(NativeSystem system, ulong cell, bool reads)
    {
        using NativeThread thread = system.CreateThread();
        var own = new SharedCell<NativeMachine>(thread.Machine, cell);
        ulong last = 0;
        for (ulong i = 0; i < Increments; i++)
        {
            ulong seen = reads ? own.Read() : last;
            Assert.True(seen >= last);
            last = seen;
            Assert.Equal(Errno.None, reads ? Errno.None : own.Increment());
        }
    }

    private static ulong Pass<TMachine>(TMachine machine)
        where TMachine : struct, IMachine
    {
        ulong cell = machine.Allocate(CellWords.Cell);
        machine.Store(cell + 8, 0, MemoryOrder.Plain);
        var semaphore = new RwSemaphore<TMachine>(machine, cell + 8);
        Assert.False(default(LockGuard<TMachine>).IsHeld);
        using (LockGuard<TMachine> held = semaphore.Write())
        {
            Assert.Equal((LockMode.Write, cell + 8), (held.Mode, held.Address));
            Assert.False(semaphore.TryRead().IsHeld);
            machine.Store(cell, 7, MemoryOrder.Release);
        }

        machine.Fence(FenceKind.Full);
        ulong seen = machine.Await(
            cell, ulong.MaxValue, Comparison.AtLeast, 7, WaitMode.Sleep, MemoryOrder.Acquire);
        machine.Free(CellWords.Cell, cell);
        return seen;
    }
}
