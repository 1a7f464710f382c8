using RcuSim.Explaining;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote;

/// <summary>Which answers of polls the engines reach, and that loops of them end.</summary>
public class PolledPeriodTests
{
    private static readonly Site seen = new("poll-test", SiteKind.Value);
    private static readonly Site loop = new("poll-test-loop", SiteKind.Retry);

    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void Both_answers_are_found_and_no_section_meets_a_yes_for_a_state_taken_in_it(string engine)
    {
        var outcomes = BodyOutcomes.Of(engine, new(
            1,
            (m, c) =>
            {
                m.Store(c[0], 1, MemoryOrder.Once);
                ulong state = m.TakeRcuState(start: false);
                bool isOver = m.PollRcuState(state);
                m.Observe(seen, isOver ? 1u : 0);
                if (isOver)
                    m.Store(c[0], 2, MemoryOrder.Once);
            },
            (m, c) =>
            {
                m.RcuEnter();
                ulong before = m.Load(c[0], MemoryOrder.Once);
                ulong after = m.Load(c[0], MemoryOrder.Once);
                m.RcuLeave();
                m.Observe(seen, 100 + (before * 10) + after);
            }));
        Assert.Equal(
            ["0 100", "0 101", "0 111", "1 100", "1 101", "1 111", "1 112", "1 122"],
            outcomes.Select(outcome => string.Join(' ', outcome.Split(' ').Order())).Distinct().Order());
    }

    [Theory]
    [InlineData("coyote", true)]
    [InlineData("coyote", false)]
    [InlineData("baton", true)]
    [InlineData("baton", false)]
    public void A_loop_that_polls_ends_if_a_grace_period_was_started_and_else_may_not(
        string engine, bool start)
    {
        var finding = BodyOutcomes.Find(engine, new(
            1,
            (m, c) =>
            {
                ulong state = m.TakeRcuState(start);
                while (!m.PollRcuState(state))
                    m.Spin(loop);
                m.Store(c[0], 1, MemoryOrder.Once);
            },
            (m, c) =>
            {
                m.RcuEnter();
                m.Load(c[0], MemoryOrder.Once);
                m.RcuLeave();
            }));
        Assert.Equal(start ? null : ViolationKind.Livelock, finding?.Violation.Kind);
    }

    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void A_section_that_waits_for_who_polls_it_is_named(string engine)
    {
        var finding = BodyOutcomes.Find(engine, new(
            1,
            (m, c) =>
            {
                ulong state = m.TakeRcuState(start: true);
                while (!m.PollRcuState(state))
                    m.Spin(loop);
                m.Store(c[0], 1, MemoryOrder.Release);
            },
            (m, c) =>
            {
                m.RcuEnter();
                m.Await(c[0], 1, Comparison.Equal, 1, WaitMode.Spin, MemoryOrder.Acquire);
                m.RcuLeave();
            }));
        Assert.Equal(ViolationKind.Livelock, finding?.Violation.Kind);
        Assert.Contains(
            finding!.Violation.Explanation,
            line => line.Contains("waits for the read-side critical section of body-2"));
    }
}
