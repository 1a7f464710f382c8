using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Machine;

public sealed class NativeLockTests : IDisposable
{
    private readonly NativeSystem system = new();
    private readonly NativeMachine machine;
    private readonly ulong word;
    private readonly ulong data;

    public NativeLockTests()
    {
        machine = system.CreateThread().Machine;
        word = machine.Allocate(NativeTestCaches.Node);
        machine.Fill(word, 0, 32);
        data = word + 128;
    }

    public void Dispose() => system.Dispose();

    [Theory]
    [InlineData(LockMode.Spin)]
    [InlineData(LockMode.Write)]
    public void Exclusive_modes_exclude(LockMode mode)
    {
        NativeThreads.Run(system, 4, (own, _) =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                own.Lock(word, mode);
                own.Add(data, 1, MemoryOrder.Plain);
                own.Unlock(word, mode);
            }
        });
        Assert.Equal(80_000UL, machine.Load(data, MemoryOrder.Plain));
        Assert.Equal(0UL, machine.Load(word, MemoryOrder.Plain));
    }

    [Fact]
    public void Readers_never_see_a_writer_half_done()
    {
        NativeThreads.Run(system, 4, (own, number) =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                bool write = (i + number) % 4 == 0;
                own.Lock(word, write ? LockMode.Write : LockMode.Read);
                Assert.Equal(own.Load(data, MemoryOrder.Plain), own.Load(data + 8, MemoryOrder.Plain));
                if (write)
                {
                    own.Add(data, 1, MemoryOrder.Plain);
                    own.Add(data + 8, 1, MemoryOrder.Plain);
                    if (i % 8 == 0)
                    {
                        own.Downgrade(word);
                        write = false;
                    }
                }

                own.Unlock(word, write ? LockMode.Write : LockMode.Read);
            }
        });
        Assert.Equal(20_000UL, machine.Load(data, MemoryOrder.Plain));
        Assert.Equal(0UL, machine.Load(word, MemoryOrder.Plain));
    }

    [Fact]
    public void Try_lock_takes_what_is_free_and_nothing_else()
    {
        Assert.True(machine.TryLock(word, LockMode.Read));
        Assert.True(machine.TryLock(word, LockMode.Read));
        Assert.False(machine.TryLock(word, LockMode.Write));
        machine.Unlock(word, LockMode.Read);
        machine.Unlock(word, LockMode.Read);
        Assert.True(machine.TryLock(word, LockMode.Write));
        Assert.False(machine.TryLock(word, LockMode.Read));
        machine.Downgrade(word);
        Assert.True(machine.TryLock(word, LockMode.Read));
        machine.Unlock(word, LockMode.Read);
        machine.Unlock(word, LockMode.Read);
        Assert.True(machine.TryLock(word, LockMode.Spin));
        Assert.False(machine.TryLock(word, LockMode.Spin));
        machine.Unlock(word, LockMode.Spin);
    }

    [Fact]
    public void A_waiting_writer_stops_later_readers()
    {
        machine.Lock(word, LockMode.Read);
        var writer = Waiting(LockMode.Write, order: 1);
        Assert.False(machine.TryLock(word, LockMode.Read));
        var reader = Waiting(LockMode.Read, order: 2);
        Thread.Sleep(20);
        Assert.Equal(0UL, machine.Load(data, MemoryOrder.Acquire));
        machine.Unlock(word, LockMode.Read);
        writer.Join();
        reader.Join();

        // Each shifts its number in: the writer came first.
        Assert.Equal(0x12UL, machine.Load(data, MemoryOrder.Plain));
        Assert.Equal(0UL, machine.Load(word, MemoryOrder.Plain));
    }

    [Fact]
    public void Waiters_are_served_in_order_of_arrival()
    {
        machine.Lock(word, LockMode.Write);
        var waiters = Enumerable.Range(1, 6).Select(i => Waiting(LockMode.Write, (ulong)i)).ToArray();
        machine.Unlock(word, LockMode.Write);
        Assert.All(waiters, waiter => waiter.Join());
        Assert.Equal(0x123456UL, machine.Load(data, MemoryOrder.Plain));
    }

    [Fact]
    public void A_downgrade_lets_waiting_readers_in_but_no_writer()
    {
        machine.Lock(word, LockMode.Write);
        var reader = Waiting(LockMode.Read, order: 1);
        var writer = Waiting(LockMode.Write, order: 2);
        machine.Downgrade(word);
        reader.Join();
        Thread.Sleep(20);
        Assert.Equal(0x1UL, machine.Load(data, MemoryOrder.Acquire));
        machine.Unlock(word, LockMode.Read);
        writer.Join();
        Assert.Equal(0x12UL, machine.Load(data, MemoryOrder.Plain));
    }

    [Fact]
    public void A_downgrade_lets_no_reader_past_a_writer()
    {
        machine.Lock(word, LockMode.Write);
        var writer = Waiting(LockMode.Write, order: 1);
        var reader = Waiting(LockMode.Read, order: 2);
        machine.Downgrade(word);
        Thread.Sleep(20);
        Assert.Equal(0UL, machine.Load(data, MemoryOrder.Acquire));
        machine.Unlock(word, LockMode.Read);
        writer.Join();
        reader.Join();
        Assert.Equal(0x12UL, machine.Load(data, MemoryOrder.Plain));
    }

    [Fact]
    public void Locks_that_share_a_bucket_do_not_disturb_each_other()
    {
        ulong[] words = [.. Enumerable.Range(0, 300).Select(_ => machine.Allocate(NativeTestCaches.Node))];
        Assert.All(words, each => machine.Fill(each, 0, 32));
        NativeThreads.Run(system, 6, (own, number) =>
        {
            var random = new Random(number);
            for (int i = 0; i < 4_000; i++)
            {
                ulong lockWord = words[random.Next(2) * random.Next(words.Length)];
                own.Lock(lockWord, LockMode.Write);
                own.Add(lockWord + 8, 1, MemoryOrder.Plain);
                own.Unlock(lockWord, LockMode.Write);
            }
        });
        Assert.Equal(24_000, words.Sum(each => (long)machine.Load(each + 8, MemoryOrder.Plain)));
    }

    [Fact]
    public void Locking_allocates_nothing()
    {
        Cycle();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Cycle();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Cycle()
        {
            machine.Lock(word, LockMode.Spin);
            machine.Unlock(word, LockMode.Spin);
            machine.Lock(word, LockMode.Read);
            machine.Unlock(word, LockMode.Read);
            machine.Lock(word, LockMode.Write);
            machine.Downgrade(word);
            machine.Unlock(word, LockMode.Read);
        }
    }

    /// <summary>Starts a thread that takes the lock and returns once it is parked.</summary>
    private Thread Waiting(LockMode mode, ulong order)
    {
        var thread = new Thread(() =>
        {
            using var context = system.CreateThread();
            var own = context.Machine;
            own.Lock(word, mode);
            own.Exchange(data, (own.Load(data, MemoryOrder.Once) << 4) | order, MemoryOrder.Once);
            own.Unlock(word, mode);
        })
        {
            IsBackground = true,
        };
        int before = system.ParkedThreads;
        thread.Start();
        bool parked = SpinWait.SpinUntil(() => system.ParkedThreads > before, 60_000);
        Assert.True(parked, "the thread does not park");
        return thread;
    }
}
