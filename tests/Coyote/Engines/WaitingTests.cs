using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Tests.Coyote;

public class WaitingTests
{
    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void Two_locks_in_both_orders_deadlock(string engine)
    {
        var result = Explore(engine, new(2, (m, c) => Both(m, c[0], c[1]), (m, c) => Both(m, c[1], c[0])));
        Assert.Equal(ViolationKind.Deadlock, result.Finding?.Violation.Kind);
    }

    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void Two_locks_in_one_order_do_not(string engine) =>
        Assert.Null(Explore(
            engine, new(2, (m, c) => Both(m, c[0], c[1]), (m, c) => Both(m, c[0], c[1]))).Finding);

    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void Waiting_for_a_grace_period_inside_a_section_deadlocks(string engine)
    {
        var result = Explore(engine, new(1, (m, _) =>
        {
            m.RcuEnter();
            m.Synchronize();
            m.RcuLeave();
        }), () => []);
        Assert.Equal(ViolationKind.Deadlock, result.Finding?.Violation.Kind);
    }

    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void A_grace_period_never_ends_inside_an_older_section(string engine)
    {
        var result = Explore(engine, new(
            1,
            (m, c) =>
            {
                m.RcuEnter();
                ulong before = m.Load(c[0], MemoryOrder.Once);
                ulong after = m.Load(c[0] + 16, MemoryOrder.Once);
                m.RcuLeave();
                Assert.False(before == 0 && after == 1, "a grace period ended inside an older section");
            },
            (m, c) =>
            {
                m.Store(c[0], 1, MemoryOrder.Once);
                m.Synchronize();
                m.Store(c[0] + 16, 1, MemoryOrder.Once);
            }));
        Assert.Null(result.Finding);
    }

    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void An_awaited_word_lets_its_waiter_go_on(string engine)
    {
        var result = Explore(engine, new(
            1,
            (m, c) => m.Await(
                c[0], ulong.MaxValue, Comparison.AtLeast, 2, WaitMode.Sleep, MemoryOrder.Acquire),
            (m, c) => m.Add(c[0], 1, MemoryOrder.Release),
            (m, c) => m.Add(c[0], 1, MemoryOrder.Release)));
        Assert.Null(result.Finding);
    }

    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void A_body_that_throws_is_a_broken_invariant(string engine)
    {
        var result = Explore(engine, new(1, (_, _) => throw new InvalidOperationException("planted")));
        Assert.Equal(ViolationKind.BrokenInvariant, result.Finding?.Violation.Kind);
    }

    private static void Both(TracedMachine machine, ulong first, ulong second)
    {
        machine.Lock(BodyScenario.Lock(first), LockMode.Spin);
        machine.Lock(BodyScenario.Lock(second), LockMode.Spin);
        machine.Unlock(BodyScenario.Lock(second), LockMode.Spin);
        machine.Unlock(BodyScenario.Lock(first), LockMode.Spin);
    }

    private static CampaignResult Explore(
        string engine, BodyScenario scenario, Func<IReadOnlyList<IOracle>>? library = null)
    {
        using var campaign = new Campaign(new()
        {
            Scenario = scenario,
            Engine = EngineCatalogue.Find(engine)!,
            Strategy = "random",
            Schedules = 200,
            LibraryOracles = library ?? OracleSet.Default,
        });
        return campaign.Run();
    }
}
