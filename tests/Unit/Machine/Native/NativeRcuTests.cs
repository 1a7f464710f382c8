using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Machine;

public sealed class NativeRcuTests
{
    private static readonly SlabCache nodeCache = NativeTestCaches.Node;

    [Fact]
    public void Synchronize_waits_for_an_older_section_and_not_for_a_later_one()
    {
        using var system = new NativeSystem();
        using var thread = system.CreateThread();
        var reader = system.GracePeriods.Register();
        var other = system.GracePeriods.Register();
        reader.Enter();
        reader.Enter();
        bool returned = false;
        var synchronizer = new Thread(() =>
        {
            thread.Machine.Synchronize();
            Volatile.Write(ref returned, true);
        })
        {
            IsBackground = true,
        };
        synchronizer.Start();
        Thread.Sleep(30);
        other.Enter();
        reader.Leave();
        Thread.Sleep(30);
        Assert.False(Volatile.Read(ref returned));
        reader.Leave();
        reader.Enter();
        Assert.True(synchronizer.Join(60_000), "a section opened later is waited for");
        reader.Leave();
        other.Leave();
        Assert.Equal(0, reader.Depth);
    }

    [Fact]
    public void Waiting_inside_a_section_is_refused()
    {
        using var system = new NativeSystem();
        var machine = system.CreateThread().Machine;
        machine.RcuEnter();
        Assert.Throws<InvalidOperationException>(() => machine.Synchronize());
        Assert.Throws<InvalidOperationException>(() => machine.RcuBarrier());
        machine.RcuLeave();
        machine.Synchronize();
        machine.RcuBarrier();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Readers_never_meet_a_freed_node(bool skipGracePeriods)
    {
        // The control skips grace periods: if it met nothing, the test would prove nothing.
        var bug = skipGracePeriods ? NativeBug.SkipsGracePeriods : NativeBug.None;
        var options = new NativeOptions { PoisonOnFree = true, Bug = bug };
        long met = 0;
        for (int attempt = 0; attempt < (skipGracePeriods ? 50 : 1) && met == 0; attempt++)
        {
            met = Soak(options, attempt);
        }

        Assert.Equal(skipGracePeriods, met > 0);
    }

    [Fact]
    public void Callbacks_run_in_order_after_a_grace_period()
    {
        var ran = new List<ulong>();
        using var system = new NativeSystem(runner: (_, _, first, _) => ran.Add(first));
        var machine = system.CreateThread().Machine;
        var reader = system.GracePeriods.Register();
        reader.Enter();
        for (ulong i = 0; i < 10_000; i++)
        {
            machine.CallRcu(1, i, 0);
        }

        Thread.Sleep(30);
        Assert.Equal(0, system.RanCallbacks);
        reader.Leave();
        machine.RcuBarrier();
        Assert.Equal(10_000, system.RanCallbacks);
        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => (ulong)i), ran);
    }

    [Fact]
    public void Who_outruns_the_pump_is_slowed_down_but_never_stopped()
    {
        const int Callbacks = 200_000;
        using var system = new NativeSystem(runner: (_, _, _, _) => { });
        var machine = system.CreateThread().Machine;
        var reader = system.GracePeriods.Register();
        reader.Enter();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        for (int i = 0; i < Callbacks; i++)
        {
            machine.CallRcu(1, 0, 0);
        }

        // A pause of eight milliseconds for each 4096 beyond the first 65,536; at 30 ns a call it would be
        // six.
        Assert.InRange(watch.ElapsedMilliseconds, 200, 60_000);
        Assert.Equal(0, system.RanCallbacks);
        reader.Leave();
        machine.RcuBarrier();
        Assert.Equal(Callbacks, system.RanCallbacks);
    }

    [Fact]
    public void Barriers_from_several_threads_each_cover_their_own_callbacks()
    {
        int[] ran = new int[4];
        using var system = new NativeSystem(
            runner: (_, function, _, _) => Interlocked.Increment(ref ran[function - 1]));
        NativeThreads.Run(system, 4, (machine, number) =>
        {
            for (int i = 1; i <= 200; i++)
            {
                machine.CallRcu(number + 1, 0, 0);
                machine.RcuBarrier();
                Assert.Equal(i, Volatile.Read(ref ran[number]));
            }
        });
    }

    [Fact]
    public void Disposal_runs_what_is_queued()
    {
        int ran = 0;
        var system = new NativeSystem(runner: (machine, _, first, _) =>
        {
            machine.Free(nodeCache, first);
            ran++;
        });
        var machine = system.CreateThread().Machine;
        for (int i = 0; i < 1000; i++)
        {
            machine.CallRcu(1, machine.Allocate(nodeCache), 0);
        }

        system.Dispose();
        Assert.Equal(1000, ran);
        Assert.Throws<InvalidOperationException>(() => machine.CallRcu(1, 0, 0));
    }

    [Fact]
    public void A_runner_that_throws_ends_the_barrier_instead_of_hanging_it()
    {
        var system = new NativeSystem(runner: (_, _, _, _) => throw new FormatException());
        var machine = system.CreateThread().Machine;
        machine.CallRcu(1, 0, 0);
        Assert.Throws<InvalidOperationException>(() => machine.RcuBarrier());
        Assert.Throws<FormatException>(system.Dispose);
    }

    [Fact]
    public void Deferred_callbacks_are_held_counted_and_visited()
    {
        var options = new NativeOptions { DeferCallbacks = true };
        var ran = new List<ulong>();
        using var system = new NativeSystem(options, (own, function, first, _) =>
        {
            ran.Add(first);
            if (function == 2)
            {
                own.CallRcu(1, first + 100, 0);
            }
        });
        var machine = system.CreateThread().Machine;
        machine.CallRcu(1, 1, 0);
        machine.CallRcu(2, 2, 0);
        Assert.Equal(2, system.HeldCallbacks);
        Assert.Equal(3, system.RunCallbacks());
        Assert.Equal([1UL, 2UL, 102UL], ran);

        machine.CallRcu(1, 7, 8);
        var visited = new List<(int Function, ulong First, ulong Second)>();
        Assert.Equal(1, system.RunCallbacks((_, id, first, second) => visited.Add((id, first, second))));
        Assert.Equal([(1, 7UL, 8UL)], visited);
        Assert.Equal(3, ran.Count);

        machine.CallRcu(1, 9, 0);
        machine.RcuBarrier();
        Assert.Equal(0, system.HeldCallbacks);
        Assert.Equal(9UL, ran[^1]);
    }

    [Fact]
    public void Deferred_callbacks_of_many_threads_come_once_and_in_the_order_of_each()
    {
        const int Writers = 3, Each = 20_000;
        using var system = new NativeSystem(new NativeOptions { DeferCallbacks = true });
        var seen = new ulong[Writers + 1];
        int late = 0, writing = Writers;
        NativeThreads.Run(system, Writers + 1, (machine, number) =>
        {
            while (number == 0 && Volatile.Read(ref writing) > 0)
            {
                system.RunCallbacks(Visit);
            }

            try
            {
                for (ulong i = 1; number > 0 && i <= Each; i++)
                {
                    machine.CallRcu(number, i, 0);
                }
            }
            finally
            {
                Interlocked.Decrement(ref writing);
            }
        });
        system.RunCallbacks(Visit);
        Assert.Equal(0, late);
        Assert.Equal([0UL, Each, Each, Each], seen);
        Assert.Equal(0, system.HeldCallbacks);

        void Visit(NativeMachine machine, int writer, ulong nth, ulong none) =>
            late += nth == ++seen[writer] ? 0 : 1;
    }

    private static long Soak(NativeOptions options, int seed)
    {
        const int Turns = 20_000;
        using var system = new NativeSystem(options, (own, _, first, _) => own.Free(nodeCache, first));
        var setup = system.CreateThread().Machine;
        ulong root = setup.Allocate(nodeCache);
        setup.Store(root, Publish(setup, 0), MemoryOrder.Publish);
        long met = 0;
        int writing = 1;
        NativeThreads.Run(system, 3, (machine, number) =>
        {
            if (number == 0)
            {
                for (ulong i = 1; i <= Turns; i++)
                {
                    ulong old = machine.Load(root, MemoryOrder.Once);
                    machine.Store(root, Publish(machine, i + (ulong)seed), MemoryOrder.Publish);
                    if (i % 16 == 0)
                    {
                        machine.Synchronize();
                        machine.Free(nodeCache, old);
                    }
                    else
                    {
                        machine.CallRcu(1, old, 0);
                    }
                }

                Volatile.Write(ref writing, 0);
                return;
            }

            while (Volatile.Read(ref writing) != 0)
            {
                machine.RcuEnter();
                ulong node = machine.Load(root, MemoryOrder.Dereference);
                ulong value = machine.Load(node, MemoryOrder.Once);
                for (ulong i = 1; i < 32; i++)
                {
                    if (machine.Load(node + (i * 8), MemoryOrder.Once) != value + i)
                    {
                        Interlocked.Increment(ref met);
                        break;
                    }
                }

                machine.RcuLeave();
            }
        });
        return met;
    }

    private static ulong Publish(NativeMachine machine, ulong value)
    {
        ulong node = machine.Allocate(nodeCache);
        for (ulong i = 0; i < 32; i++)
        {
            machine.Store(node + (i * 8), value + i, MemoryOrder.Plain);
        }

        return node;
    }
}
