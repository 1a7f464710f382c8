using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote;

public class WaitingTests
{
    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void TwoLocksInBothOrdersDeadlock(string engine)
    {
        var result = Explore(engine, new(2, (m, c) => Both(m, c[0], c[1]), (m, c) => Both(m, c[1], c[0])));
        Assert.Equal(ViolationKind.Deadlock, result.Finding?.Violation.Kind);
    }

    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void TwoLocksInOneOrderDoNot(string engine) =>
        Assert.Null(Explore(
            engine, new(2, (m, c) => Both(m, c[0], c[1]), (m, c) => Both(m, c[0], c[1]))).Finding);

    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void WaitingForAGracePeriodInsideASectionDeadlocks(string engine)
    {
        var result = Explore(engine, new(1, (m, _) =>
        {
            m.RcuEnter();
            m.Synchronize();
            m.RcuLeave();
        }));
        Assert.Equal(ViolationKind.Deadlock, result.Finding?.Violation.Kind);
    }

    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void AGracePeriodNeverEndsInsideAnOlderSection(string engine)
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
    public void AnAwaitedWordLetsItsWaiterGoOn(string engine)
    {
        var result = Explore(engine, new(
            1,
            (m, c) => m.Await(c[0], ulong.MaxValue, Comparison.AtLeast, 2),
            (m, c) => m.Add(c[0], 1, MemoryOrder.Release),
            (m, c) => m.Add(c[0], 1, MemoryOrder.Release)));
        Assert.Null(result.Finding);
    }

    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void ABodyThatThrowsIsABrokenInvariant(string engine)
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

    private static CampaignResult Explore(string engine, BodyScenario scenario)
    {
        using var campaign = new Campaign(new()
        {
            Scenario = scenario,
            Engine = EngineCatalogue.Find(engine)!,
            Strategy = "random",
            Schedules = 200,
        });
        return campaign.Run();
    }
}
