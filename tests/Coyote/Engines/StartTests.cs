using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote;

/// <summary>Threads that start others and wait for their end, on both engines.</summary>
public class StartTests
{
    private static readonly Site seen = new("start-test", SiteKind.Value);

    public static TheoryData<string> Engines() => ["coyote", "baton"];

    private static BodyScenario Scenario(params Action<TracedMachine, ulong[]>[] bodies) =>
        new(2, bodies) { Late = ["body-2"] };

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_thread_runs_between_its_start_and_its_join_and_beside_whatever_lies_there(string engine)
    {
        var outcomes = BodyOutcomes.Of(engine, Scenario(
            (m, c) =>
            {
                ulong before = m.Load(c[0], MemoryOrder.Once);
                m.Store(c[1], 5, MemoryOrder.Plain);
                m.Start("body-2");
                ulong beside = m.Load(c[0], MemoryOrder.Once);
                m.Join("body-2");
                m.Observe(seen, (before * 100) + (beside * 10) + m.Load(c[0], MemoryOrder.Plain));
            },
            (m, c) => m.Store(c[0], m.Load(c[1], MemoryOrder.Plain), MemoryOrder.Once)));
        Assert.Equal(["5", "55"], outcomes);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_thread_that_nobody_starts_does_not_run(string engine)
    {
        var outcomes = BodyOutcomes.Of(engine, Scenario(
            (m, c) =>
            {
                if (m.Load(c[0], MemoryOrder.Once) == 1)
                    m.Start("body-2");
            },
            (m, _) => m.Observe(seen, 2),
            (m, c) =>
            {
                m.Store(c[0], 1, MemoryOrder.Once);
                m.Observe(seen, 3);
            }));
        Assert.Equal(["3", "3 2"], outcomes);
    }

    /// <summary>Teardown frees the cells, so a thread that still ran then would be found out.</summary>
    [Theory]
    [MemberData(nameof(Engines))]
    public void Teardown_waits_for_threads_that_nobody_waited_for(string engine) => Assert.Null(
        BodyOutcomes.Find(engine, new(
            2,
            (m, _) => m.Start("body-2"),
            (m, c) =>
            {
                m.Start("body-3");
                m.Store(c[0], 1, MemoryOrder.Once);
            },
            (m, c) => m.Load(c[0], MemoryOrder.Once))
        {
            Late = ["body-2", "body-3"],
        }));

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_thread_that_waits_for_one_that_waits_for_it_is_a_deadlock(string engine)
    {
        var options = BodyOutcomes.Options(engine, Scenario(
            (m, c) =>
            {
                m.Lock(BodyScenario.Lock(c[0]), LockMode.Write);
                m.Start("body-2");
                m.Join("body-2");
                m.Unlock(BodyScenario.Lock(c[0]), LockMode.Write);
            },
            (m, c) =>
            {
                m.Lock(BodyScenario.Lock(c[0]), LockMode.Read);
                m.Unlock(BodyScenario.Lock(c[0]), LockMode.Read);
            }));
        using var campaign = new Campaign(options);
        var finding = campaign.Run().Finding!;
        Assert.Equal(
            "body-1 waits for body-2, body-2 waits for body-1.", finding.Violation.Message);
        Assert.Contains(
            finding.Violation.Explanation, line => line.Contains("body-1:3 waits for the end of body-2"));
        foreach (string other in (string[])["coyote", "baton"])
            Assert.NotNull(finding.Replay(EngineCatalogue.Find(other)!, options, out _));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_thread_that_waits_for_one_that_nobody_starts_is_a_deadlock(string engine)
    {
        var finding = BodyOutcomes.Find(engine, Scenario((m, _) => m.Join("body-2"), (_, _) => { }))!;
        Assert.Equal(ViolationKind.Deadlock, finding.Violation.Kind);
        Assert.Contains(
            finding.Violation.Explanation, line => line.Contains("body-2, which nobody has started"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_a_thread_left_behind_is_replayed_on_both_engines(string engine)
    {
        var options = BodyOutcomes.Options(engine, Scenario(
            (m, c) =>
            {
                m.Start("body-2");
                ulong item = m.Load(c[0], MemoryOrder.Acquire);
                m.Join("body-2");
                if (item != 0)
                    m.Load(item, MemoryOrder.Plain);
            },
            (m, c) =>
            {
                ulong item = m.Allocate(BodyScenario.Cells);
                m.Fill(item, 0, 32);
                m.Store(c[0], item, MemoryOrder.Release);
                m.Free(BodyScenario.Cells, item);
            }));
        using var campaign = new Campaign(options);
        var finding = campaign.Run().Finding!;
        Assert.Equal("body-1 uses cell#2.0 after body-2 freed it.", finding.Violation.Message);
        foreach (string other in (string[])["coyote", "baton"])
            Assert.NotNull(finding.Replay(EngineCatalogue.Find(other)!, options, out _));
    }

    [Theory]
    [InlineData("body-1", "thread 'body-1' begins by itself")]
    [InlineData("body-9", "there is no thread 'body-9': expected one of body-1, body-2")]
    public void A_thread_that_cannot_be_started_is_refused_at_the_call(string label, string said)
    {
        var finding = BodyOutcomes.Find("baton", Scenario((m, _) => m.Start(label), (_, _) => { }))!;
        Assert.Contains(said, finding.Violation.Message);
    }
}
