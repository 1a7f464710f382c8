using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

public class LockRuleTests
{
    private static readonly Site loop = new("loop under a spinlock", SiteKind.Retry);
    private readonly Bench bench = new(new LockOrder(), new SleepInSection());
    private readonly ulong first;
    private readonly ulong second;
    private readonly ulong gate;

    public LockRuleTests()
    {
        first = bench.Setup.Allocate(TestCaches.Box);
        second = bench.Setup.Allocate(TestCaches.Box);
        gate = bench.Setup.Allocate(TestCaches.Gate);
        bench.Start(first, second, gate);
    }

    [Fact]
    public void Both_orders_of_two_kinds_are_caught_even_on_different_objects()
    {
        Nest("a", first, TestCaches.Mutex(first));
        Nest("b", first, TestCaches.Mutex(second));
        Assert.Null(bench.Violation);
        Nest("c", TestCaches.Mutex(second), second);
        Assert.Equal(ViolationKind.LockOrder, bench.Violation!.Kind);
        Assert.Equal("box#1.mutex and box#1.lock are taken in both orders.", bench.Violation.Message);
        Assert.Equal(4, bench.Violation.Evidence.Count);
    }

    [Fact]
    public void Objects_of_one_kind_nest_in_one_order()
    {
        Nest("fork", first, second);
        Nest("fork", first, second);
        Assert.Null(bench.Violation);
        Nest("other", second, first);
        Assert.Equal("box#1.lock and box#0.lock are taken in both orders.", bench.Violation!.Message);
    }

    [Theory]
    [InlineData(LockMode.Write, LockMode.Write, true)]
    [InlineData(LockMode.Write, LockMode.Read, false)]
    [InlineData(LockMode.Write, null, false)]
    [InlineData(null, LockMode.Write, false)]
    public void Both_orders_under_one_gate_are_not_reported(LockMode? one, LockMode? other, bool allowed)
    {
        Gated("a", one, () => Nest("a", first, TestCaches.Mutex(first)));
        Gated("b", other, () => Nest("b", TestCaches.Mutex(second), second));
        Assert.Equal(allowed, bench.Violation is null);
    }

    [Fact]
    public void A_gate_that_is_left_out_once_is_no_gate()
    {
        Gated("a", LockMode.Write, () => Nest("a", first, TestCaches.Mutex(first)));
        Gated("b", LockMode.Write, () => Nest("b", TestCaches.Mutex(second), second));
        Assert.Null(bench.Violation);
        Nest("c", first, TestCaches.Mutex(first));
        Assert.Equal(ViolationKind.LockOrder, bench.Violation?.Kind);
    }

    [Fact]
    public void A_trylock_makes_no_order()
    {
        Nest("a", first, TestCaches.Mutex(first));
        bench["b"].Lock(TestCaches.Mutex(first), LockMode.Write);
        Assert.True(bench["b"].TryLock(first, LockMode.Write));
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void Order_is_forgotten_between_executions()
    {
        Nest("a", first, second);
        bench.Reset();
        Nest("b", second, first);
        Assert.Null(bench.Violation);
    }

    [Theory]
    [InlineData(OperationKind.Lock)]
    [InlineData(OperationKind.Await)]
    [InlineData(OperationKind.GracePeriodBegin)]
    [InlineData(OperationKind.BarrierBegin)]
    public void What_may_sleep_is_caught_in_a_section_and_under_a_spinlock(OperationKind kind)
    {
        Sleep("a", kind);
        Assert.Null(bench.Violation);

        bench["b"].RcuEnter();
        Sleep("b", kind);
        Assert.Equal("b may sleep inside a read-side critical section.", bench.Violation!.Message);

        bench.Reset();
        bench["c"].Lock(TestCaches.Mutex(first), LockMode.Spin);
        Sleep("c", kind);
        Assert.Equal("c may sleep with the spinlock box#0.mutex held.", bench.Violation!.Message);
    }

    [Fact]
    public void Spinning_and_trying_are_no_sleep()
    {
        bench["a"].RcuEnter();
        bench["a"].Lock(first, LockMode.Spin);
        bench["a"].TryLock(TestCaches.Mutex(first), LockMode.Read);
        Await(bench["a"], WaitMode.Spin);
        bench["a"].Spin(loop);
        bench["a"].Unlock(first, LockMode.Spin);
        bench["a"].RcuLeave();
        Sleep("a", OperationKind.Lock);
        Assert.Null(bench.Violation);
    }

    private void Await(TracedMachine machine, WaitMode mode) => machine.Await(
        TestCaches.Count(second), 0, Comparison.Equal, 0, mode, MemoryOrder.Acquire);

    private void Gated(string thread, LockMode? mode, Action body)
    {
        if (mode is { } how)
            bench[thread].Lock(gate, how);
        body();
        if (mode is { } same)
            bench[thread].Unlock(gate, same);
    }

    private void Nest(string thread, ulong outer, ulong inner)
    {
        bench[thread].Lock(outer, LockMode.Write);
        bench[thread].Lock(inner, LockMode.Read);
        bench[thread].Unlock(inner, LockMode.Read);
        bench[thread].Unlock(outer, LockMode.Write);
    }

    private void Sleep(string thread, OperationKind kind)
    {
        var machine = bench[thread];
        switch (kind)
        {
            case OperationKind.Lock:
                machine.Lock(second, LockMode.Read);
                machine.Unlock(second, LockMode.Read);
                break;
            case OperationKind.Await:
                Await(machine, WaitMode.Sleep);
                break;
            case OperationKind.GracePeriodBegin:
                bench.BeginGracePeriod(thread);
                break;
            default:
                machine.RcuBarrier();
                break;
        }
    }
}
