using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Machine;

public sealed class NativeSlabTests
{
    private static readonly SlabCache nodeCache = NativeTestCaches.Node;
    private static readonly SlabCache wideCache = NativeTestCaches.Wide;

    [Fact]
    public void Objects_are_aligned_and_do_not_overlap()
    {
        using var system = new NativeSystem();
        var machine = system.CreateThread().Machine;
        var seen = new HashSet<ulong>();
        for (int i = 0; i < 10_000; i++)
        {
            ulong node = machine.Allocate(nodeCache);
            Assert.Equal(0UL, node % 256);
            Assert.True(seen.Add(node));
            machine.Fill(node, node, 32);
        }

        Assert.All(seen, node => Assert.Equal(node, machine.Load(node + 248, MemoryOrder.Plain)));
        Assert.Equal(1024UL, Distance(machine.Allocate(wideCache), machine.Allocate(wideCache)));
    }

    [Fact]
    public void Memory_costs_at_most_five_percent_on_top()
    {
        const int Count = 100_000;
        using var system = new NativeSystem();
        var machine = system.CreateThread().Machine;
        for (int i = 0; i < Count; i++)
        {
            machine.Allocate(nodeCache);
        }

        var statistics = system.Statistics(nodeCache);
        Assert.Equal(Count, statistics.Live);
        Assert.InRange(statistics.ReservedBytes, Count * 256L, Count * 256L * 105 / 100);
    }

    [Fact]
    public void Freed_objects_come_back_before_new_memory_is_taken()
    {
        using var system = new NativeSystem();
        var machine = system.CreateThread().Machine;
        long reserved = 0;
        for (int round = 0; round < 5; round++)
        {
            var nodes = new ulong[20_000];
            Assert.True(machine.AllocateBatch(nodeCache, nodes));
            Assert.Equal(nodes.Length, nodes.Distinct().Count());
            foreach (ulong node in nodes)
            {
                machine.Free(nodeCache, node);
            }

            reserved = round == 0 ? system.Statistics(nodeCache).ReservedBytes : reserved;
        }

        var statistics = system.Statistics(nodeCache);
        Assert.Equal((100_000, 100_000), (statistics.Allocated, statistics.Freed));
        Assert.Equal(reserved, statistics.ReservedBytes);
    }

    [Fact]
    public void A_thread_that_ends_leaves_its_free_objects_to_the_others()
    {
        using var system = new NativeSystem();
        for (int i = 0; i < 1000; i++)
        {
            using var thread = system.CreateThread();
            thread.Machine.Free(nodeCache, thread.Machine.Allocate(nodeCache));
        }

        Assert.Equal(1L << 20, system.Statistics(nodeCache).ReservedBytes);
        Assert.Equal(1000, system.Statistics(nodeCache).Freed);
    }

    [Fact]
    public void An_object_is_never_handed_out_twice_and_none_is_lost()
    {
        using var system = new NativeSystem();
        var setup = system.CreateThread().Machine;
        ulong mailbox = setup.Allocate(wideCache);
        setup.Store(mailbox, 0, MemoryOrder.Once);
        NativeThreads.Run(system, 4, (machine, number) =>
        {
            var random = new Random(number);
            var held = new List<ulong>();
            for (int i = 0; i < 30_000; i++)
            {
                if (random.Next(5) < 3)
                {
                    ulong node = machine.Allocate(nodeCache);
                    machine.Store(node, node ^ (ulong)number, MemoryOrder.Plain);
                    held.Add(node);
                }
                else if (held.Count > 0)
                {
                    ulong node = held[^1];
                    held.RemoveAt(held.Count - 1);
                    Assert.Equal(node ^ (ulong)number, machine.Load(node, MemoryOrder.Plain));

                    // Half of the objects are freed by whichever thread comes next.
                    ulong passed = random.Next(2) == 0
                        ? node
                        : machine.Exchange(mailbox, node, MemoryOrder.AcquireRelease);
                    Give(machine, passed);
                }
            }

            held.ForEach(node => machine.Free(nodeCache, node));
            Give(machine, machine.Exchange(mailbox, 0, MemoryOrder.AcquireRelease));
        });
        Assert.Equal(0, system.Statistics(nodeCache).Live);
    }

    [Fact]
    public void A_planned_failure_hits_exactly_the_nth_allocation()
    {
        using var system = new NativeSystem();
        var thread = system.CreateThread();
        var machine = thread.Machine;
        machine.Free(nodeCache, machine.Allocate(nodeCache));
        thread.PlanFailure(3);
        Assert.NotEqual(0UL, machine.Allocate(nodeCache));
        Assert.NotEqual(0UL, machine.Allocate(wideCache));
        Assert.False(thread.FailureHappened);
        Assert.Equal(0UL, machine.Allocate(nodeCache));
        Assert.True(thread.FailureHappened);
        Assert.NotEqual(0UL, machine.Allocate(nodeCache));

        thread.PlanFailure(4);
        Assert.True(machine.AllocateBatch(nodeCache, new ulong[3]));
        long live = system.Statistics(nodeCache).Live;
        Assert.False(machine.AllocateBatch(nodeCache, new ulong[3]));
        Assert.Equal(live, system.Statistics(nodeCache).Live);

        thread.PlanFailure(1, andLater: true);
        Assert.Equal(0UL, machine.Allocate(nodeCache));
        Assert.Equal(0UL, machine.Allocate(nodeCache));
        thread.CancelFailure();
        Assert.NotEqual(0UL, machine.Allocate(nodeCache));
    }

    [Fact]
    public void Poison_shows_use_after_free_and_its_misuses()
    {
        using var system = new NativeSystem(new NativeOptions { PoisonOnFree = true });
        var machine = system.CreateThread().Machine;
        ulong node = machine.Allocate(nodeCache);
        Assert.Equal(WordPatterns.Uninitialised, machine.Load(node, MemoryOrder.Plain));
        machine.Free(nodeCache, node);
        Assert.Equal(WordPatterns.Poison, machine.Load(node + 248, MemoryOrder.Plain));
        Assert.Throws<InvalidOperationException>(() => machine.Free(nodeCache, node));
        machine.Store(node + 8, 1, MemoryOrder.Plain);
        Assert.Throws<InvalidOperationException>(() => machine.Allocate(nodeCache));
    }

    [Fact]
    public void Type_stable_objects_keep_their_contents()
    {
        using var system = new NativeSystem(new NativeOptions { PoisonOnFree = true });
        var machine = system.CreateThread().Machine;
        ulong wide = machine.Allocate(wideCache);
        machine.Store(wide + 16, 5, MemoryOrder.Plain);
        machine.Free(wideCache, wide);
        Assert.Equal(5UL, machine.Load(wide + 16, MemoryOrder.Plain));
        Assert.Equal(wide, machine.Allocate(wideCache));
        Assert.Equal(5UL, machine.Load(wide + 16, MemoryOrder.Plain));
    }

    [Fact]
    public void Nothing_is_allocated_on_the_managed_heap_in_steady_state()
    {
        using var system = new NativeSystem();
        var machine = system.CreateThread().Machine;
        Span<ulong> nodes = new ulong[1000];
        long before = 0;
        for (int round = 0; round < 20; round++)
        {
            before = round == 10 ? GC.GetAllocatedBytesForCurrentThread() : before;
            machine.AllocateBatch(nodeCache, nodes);
            foreach (ulong node in nodes)
            {
                machine.Free(nodeCache, node);
            }
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static ulong Distance(ulong one, ulong other) => Math.Max(one, other) - Math.Min(one, other);

    private static void Give(NativeMachine machine, ulong node)
    {
        if (node != 0)
        {
            machine.Free(nodeCache, node);
        }
    }
}
