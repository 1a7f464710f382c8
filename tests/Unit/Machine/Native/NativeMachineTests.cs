using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Machine;

public sealed class NativeMachineTests : IDisposable
{
    private const ulong Old = 0xF0F0;
    private readonly NativeSystem system = new();
    private readonly NativeMachine machine;
    private readonly ulong word;

    public NativeMachineTests()
    {
        machine = system.CreateThread().Machine;
        word = machine.Allocate(NativeTestCaches.Node);
        machine.Store(word, Old, MemoryOrder.Plain);
    }

    public static TheoryData<MemoryOrder> Orders => new(Enum.GetValues<MemoryOrder>());

    public void Dispose() => system.Dispose();

    [Theory]
    [MemberData(nameof(Orders))]
    public void Every_order_loads_and_stores_the_word(MemoryOrder order)
    {
        machine.Store(word, 42, order);
        Assert.Equal(42UL, machine.Load(word, order));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Every_read_modify_write_answers_the_word_before(MemoryOrder order)
    {
        Check(machine.Add(word, ulong.MaxValue, order), Old, Old - 1);
        Check(machine.Or(word, 0x0F, order), Old, Old | 0x0F);
        Check(machine.And(word, 0xFF, order), Old, Old & 0xFF);
        Check(machine.Exchange(word, 7, order), Old, 7);
        Check(machine.Replace(word, 0xFF, 0x1234, order), Old, 0xF034);
        Check(machine.CompareExchange(word, Old, 9, order, MemoryOrder.Once), Old, 9);
        Check(machine.CompareExchange(word, Old + 1, 9, order, MemoryOrder.Once), Old, Old);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(100)]
    public void Copy_and_fill_touch_exactly_their_words(int words)
    {
        ulong source = machine.Allocate(NativeTestCaches.Wide);
        ulong target = machine.Allocate(NativeTestCaches.Wide);
        for (ulong i = 0; i < 101; i++)
        {
            machine.Store(source + (i * 8), i, MemoryOrder.Plain);
        }

        machine.Fill(target, 77, 101);
        machine.Copy(target, source, words);
        Assert.All(Enumerable.Range(0, 101), i => Assert.Equal(i < words ? (ulong)i : 77UL, At(target, i)));

        machine.Fill(target, 88, words);
        Assert.All(Enumerable.Range(0, 101), i => Assert.Equal(i < words ? 88UL : 77UL, At(target, i)));
    }

    [Fact]
    public void Copy_moves_overlapping_areas_either_way()
    {
        const int From = 36;
        ulong area = machine.Allocate(NativeTestCaches.Wide);
        for (int words = 0; words <= 34; words++)
        {
            for (int to = From - 30; to <= From + 30; to++)
            {
                for (ulong i = 0; i < 100; i++)
                {
                    machine.Store(area + (i * 8), i, MemoryOrder.Plain);
                }

                machine.Copy(area + ((ulong)to * 8), area + (From * 8), words);
                for (int i = 0; i < 100; i++)
                {
                    Assert.Equal((ulong)(i >= to && i < to + words ? i - to + From : i), At(area, i));
                }
            }
        }
    }

    [Fact]
    public void Nothing_is_injected_natively()
    {
        Assert.DoesNotContain(
            true, Enumerable.Range(0, SimulatedThread.BugLimit).Select(number => machine.HasBug(number)));
        Assert.Equal(0UL, machine.Choose(null!, 5));
        Assert.False(machine.Fails(null!));
        machine.Observe(null!, 1);
        machine.Fence(FenceKind.Read);
        machine.Fence(FenceKind.Write);
        machine.Fence(FenceKind.Full);
    }

    [Theory]
    [InlineData(Comparison.Equal, 8UL)]
    [InlineData(Comparison.NotEqual, 3UL)]
    [InlineData(Comparison.Below, 9UL)]
    [InlineData(Comparison.AtLeast, 8UL)]
    public void Await_compares_the_masked_word_and_returns_all_of_it(Comparison comparison, ulong constant)
    {
        machine.Store(word, 0x18, MemoryOrder.Once);
        Assert.Equal(
            0x18UL, machine.Await(word, 0x0F, comparison, constant, WaitMode.Sleep, MemoryOrder.Acquire));
        Assert.Equal(
            0x18UL, machine.Await(word, 0x0F, comparison, constant, WaitMode.Spin, MemoryOrder.Full));
    }

    [Theory]
    [InlineData(WaitMode.Sleep)]
    [InlineData(WaitMode.Spin)]
    public void Await_sees_another_threads_store(WaitMode mode)
    {
        var other = new Thread(() =>
        {
            Thread.Sleep(20);
            using var context = system.CreateThread();
            context.Machine.Store(word, 5, MemoryOrder.Release);
        });
        other.Start();
        Assert.Equal(
            5UL, machine.Await(word, ulong.MaxValue, Comparison.Equal, 5, mode, MemoryOrder.Acquire));
        other.Join();
    }

    [Fact]
    public void Atomic_read_modify_writes_lose_nothing()
    {
        machine.Store(word, 0, MemoryOrder.Once);
        NativeThreads.Run(system, 4, (own, _) =>
        {
            for (int i = 0; i < 20_000; i++)
            {
                own.Add(word, 1, MemoryOrder.Once);
                own.Replace(word, 0xFFUL << 56, (ulong)i << 56, MemoryOrder.Once);
            }
        });
        Assert.Equal(80_000UL, machine.Load(word, MemoryOrder.Once) & 0xFF_FFFF);
    }

    private ulong At(ulong address, int index) =>
        machine.Load(address + ((ulong)index * 8), MemoryOrder.Plain);

    private void Check(ulong answer, ulong before, ulong after)
    {
        Assert.Equal(before, answer);
        Assert.Equal(after, machine.Load(word, MemoryOrder.Plain));
        machine.Store(word, Old, MemoryOrder.Plain);
    }
}
