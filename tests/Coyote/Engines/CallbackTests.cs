using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote;

/// <summary>Which executions of callbacks the engines reach, and which there are none of.</summary>
public class CallbackTests
{
    private static readonly Site seen = new("callback-test", SiteKind.Value);

    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void Callbacks_of_one_thread_run_in_any_order(string engine)
    {
        var outcomes = BodyOutcomes.Of(engine, new(1, (m, c) =>
        {
            for (int i = 1; i <= 3; i++)
                m.CallRcu(i, 0, c[0]);
        })
        {
            Callback = (m, function, _, cell) =>
                m.Observe(seen, (m.Add(cell, 1, MemoryOrder.Full) * 10) + (ulong)function),
        });
        Assert.Equal(["1 12 23", "1 13 22", "2 11 23", "2 13 21", "3 11 22", "3 12 21"], outcomes);
    }

    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void Two_callbacks_run_side_by_side(string engine)
    {
        var outcomes = BodyOutcomes.Of(engine, new(1, (m, c) =>
        {
            m.CallRcu(1, 0, c[0]);
            m.CallRcu(1, 0, c[0]);
            m.RcuBarrier();
            m.Observe(seen, m.Load(c[0], MemoryOrder.Once));
        })
        {
            Callback = (m, _, _, cell) =>
            {
                ulong value = m.Load(cell, MemoryOrder.Once);
                m.Store(cell, value + 1, MemoryOrder.Once);
            },
        });
        Assert.Equal(["1", "2"], outcomes);
    }

    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void A_callback_waits_for_the_sections_open_at_its_call_and_for_no_others(string engine)
    {
        var outcomes = BodyOutcomes.Of(engine, new(
            1,
            (m, c) =>
            {
                m.Store(c[0], 1, MemoryOrder.Once);
                m.CallRcu(1, 0, c[0]);
            },
            (m, c) =>
            {
                m.RcuEnter();
                ulong before = m.Load(c[0], MemoryOrder.Once);
                ulong after = m.Load(c[0], MemoryOrder.Once);
                m.RcuLeave();
                m.Observe(seen, (before * 10) + after);
            })
        {
            Callback = (m, _, _, cell) => m.Store(cell, 2, MemoryOrder.Once),
        });
        Assert.Equal(["0", "1", "11", "12", "22"], outcomes);
    }

    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void What_a_callback_queues_in_turn_is_found_and_replayed_on_both_engines(string engine)
    {
        var options = BodyOutcomes.Options(engine, new(1, (m, _) => m.CallRcu(1, 0, 5))
        {
            Callback = (m, function, _, left) =>
            {
                ulong fresh = m.Allocate(BodyScenario.Cells);
                m.Store(fresh, left, MemoryOrder.Plain);
                m.Free(BodyScenario.Cells, fresh);
                if (left > 0)
                    m.CallRcu(function, 0, left - 1);
                else
                    m.Load(fresh, MemoryOrder.Plain);
            },
        });
        using var campaign = new Campaign(options);
        var finding = campaign.Run().Finding!;
        Assert.Equal(ViolationKind.UseAfterFree, finding.Violation.Kind);
        Assert.Contains("of callback 1 of body-1 uses cell#rcu.5", finding.Violation.Message);
        foreach (string other in (string[])["coyote", "baton"])
            Assert.NotNull(finding.Replay(EngineCatalogue.Find(other)!, options, out _));
    }
}
