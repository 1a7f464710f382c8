using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Machine;
using RcuSim.Oracles;

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
    public void What_a_callback_made_and_another_one_reaches_by_odd_means_is_shared(string engine)
    {
        const ulong key = 0x5555_0000;
        var outcomes = BodyOutcomes.Of(engine, new(1, (m, c) =>
        {
            m.CallRcu(1, 0, c[0]);
            m.CallRcu(2, 0, c[0]);
            m.RcuBarrier();
            m.CallRcu(3, 0, c[0]);
        })
        {
            Callback = (m, function, _, cell) =>
            {
                if (function == 1)
                {
                    ulong made = m.Allocate(BodyScenario.Cells);
                    m.Fill(made, 0, 32);
                    m.Store(cell, made ^ key, MemoryOrder.Release);
                    ulong first = m.Load(made, MemoryOrder.Once);
                    m.Observe(seen, (first * 10) + m.Load(made, MemoryOrder.Once));
                }
                else if (function == 3)
                {
                    m.Free(BodyScenario.Cells, m.Load(cell, MemoryOrder.Acquire) ^ key);
                }
                else if (m.Load(cell, MemoryOrder.Acquire) is not 0 and var hidden)
                {
                    m.Store(hidden ^ key, 1, MemoryOrder.Once);
                }
            },
        });
        Assert.Equal(["0", "1", "11"], outcomes);
    }

    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void What_a_callback_made_and_did_not_write_is_no_others_to_read(string engine)
    {
        using var campaign = new Campaign(new()
        {
            Scenario = new BodyScenario(
                1,
                (m, c) => m.CallRcu(1, 0, c[0]),
                (m, c) => Read(m, c[0]))
            {
                Callback = (m, _, _, cell) =>
                    m.Store(cell, m.Allocate(BodyScenario.Cells), MemoryOrder.Publish),
            },
            Engine = EngineCatalogue.Find(engine)!,
            Schedules = 200,
            LibraryOracles = () => [new Initialisation()],
        });
        Assert.Equal(
            "body-2 reads cell#rcu.0.word before it was ever written.",
            campaign.Run().Finding?.Violation.Message);

        static void Read(TracedMachine machine, ulong cell)
        {
            if (machine.Load(cell, MemoryOrder.Dereference) is not 0 and var made)
            {
                machine.Load(made, MemoryOrder.Plain);
            }
        }
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
