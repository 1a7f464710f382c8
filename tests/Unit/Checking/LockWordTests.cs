using RcuSim.Explaining;
using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>A word is a lock or not; nobody ends with a lock held or inside a section.</summary>
public class LockWordTests
{
    private readonly Bench bench = new();
    private readonly ulong box;

    public LockWordTests()
    {
        box = bench.Setup.Allocate(TestCaches.Box);
        bench.Setup.Fill(box, 0, TestCaches.Box.Words);
    }

    [Fact]
    public void A_word_that_is_no_lock_is_not_locked()
    {
        bench.Start(box);
        bench["a"].Lock(box, LockMode.Write);
        bench["a"].Unlock(box, LockMode.Write);
        Assert.Null(bench.Violation);

        bench["a"].TryLock(TestCaches.Count(box), LockMode.Spin);
        Assert.Equal(
            "a locks box#0.count, whose field does not say that it is a lock.", bench.Violation!.Message);
    }

    [Fact]
    public void A_lock_that_others_can_reach_is_not_written_like_a_number()
    {
        bench.Setup.CallRcu(1, 0, box);
        bench.Setup.Store(box, 0, MemoryOrder.Plain);
        bench.Start(box);
        Assert.Null(bench.Violation);

        bench["a"].Store(box, 0, MemoryOrder.Release);
        Assert.Equal("a writes box#0.lock, which is a lock.", bench.Violation!.Message);
    }

    [Fact]
    public void Setup_fills_a_lock_though_others_can_reach_it()
    {
        ulong old = bench.Setup.Allocate(TestCaches.Box);
        bench.Setup.Store(TestCaches.Link(old), box, MemoryOrder.Plain);
        bench.Setup.CallRcu(1, old, 0);
        Assert.True(bench.History.Objects.IsShared(box));

        bench.Setup.Store(box, 0, MemoryOrder.Plain);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void A_thread_ends_with_nothing_held()
    {
        bench.Start(box);
        bench["a"].RcuEnter();
        bench["a"].Lock(box, LockMode.Read);
        bench["a"].Unlock(box, LockMode.Read);
        bench["a"].RcuLeave();
        bench["a"].End();
        Assert.Null(bench.Violation);

        bench["b"].Lock(box, LockMode.Read);
        bench["b"].End();
        Assert.Equal("b ends with box#0.lock held.", bench.Violation!.Message);
        Assert.Contains("b takes it: b:0 lock read box#0.lock", bench.Report(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_thread_ends_outside_sections()
    {
        bench.Start(box);
        bench["a"].RcuEnter();
        bench["a"].RcuEnter();
        bench["a"].RcuLeave();
        bench["a"].End();
        Assert.Equal("a ends inside a read-side critical section.", bench.Violation!.Message);
    }

    [Theory]
    [InlineData(MemoryOrder.Release)]
    [InlineData(MemoryOrder.Publish)]
    [InlineData(MemoryOrder.AcquireRelease)]
    public void A_compare_exchange_that_fails_does_not_release(MemoryOrder failure)
    {
        bench.Start(box);
        var refused = Assert.Throws<ArgumentOutOfRangeException>(
            () => bench["a"].CompareExchange(TestCaches.Value(box), 0, 1, MemoryOrder.Full, failure));
        Assert.Equal("failure", refused.ParamName);
    }

    [Theory]
    [InlineData(MemoryOrder.Release, MemoryOrder.Acquire)]
    [InlineData(MemoryOrder.Publish, MemoryOrder.Dereference)]
    [InlineData(MemoryOrder.AcquireRelease, MemoryOrder.AcquireRelease)]
    public void A_load_does_not_release_and_a_store_does_not_acquire(MemoryOrder load, MemoryOrder store)
    {
        bench.Start(box);
        Assert.Throws<ArgumentOutOfRangeException>(() => bench["a"].Load(TestCaches.Value(box), load));
        Assert.Throws<ArgumentOutOfRangeException>(() => bench["a"].Store(TestCaches.Value(box), 1, store));
    }

    [Fact]
    public void Setup_ends_with_nothing_held()
    {
        bench.Setup.Lock(box, LockMode.Write);
        bench.Setup.End(box);
        Assert.Equal(ViolationKind.LockMisuse, bench.Violation!.Kind);
        Assert.Equal("setup ends with box#0.lock held.", bench.Violation.Message);
    }
}
