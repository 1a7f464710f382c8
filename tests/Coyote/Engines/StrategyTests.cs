using RcuSim.Exploration;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote;

/// <summary>What the baton engine's strategies reach that others do not.</summary>
public class StrategyTests
{
    private static readonly Site seen = new("strategy-test", SiteKind.Value);
    private static readonly Site lengthens = new("strategy-test-lengthens", SiteKind.Value);

    [Theory]
    [InlineData("pos", true)]
    [InlineData("pct", true)]
    [InlineData("portfolio", true)]
    [InlineData("random", false)]
    public void A_load_comes_after_a_store_that_many_operations_lie_before(string strategy, bool isReached)
    {
        var outcomes = Outcomes(strategy, new(
            2,
            (m, c) =>
            {
                for (int i = 0; i < 30; i++)
                    m.Add(c[0], 1, MemoryOrder.Full);
                m.Store(c[1], 1, MemoryOrder.Release);
            },
            (m, c) => m.Observe(seen, m.Load(c[1], MemoryOrder.Acquire)),
            (m, c) => m.Load(c[0], MemoryOrder.Acquire)));
        Assert.Equal(isReached ? ["0", "1"] : ["0"], outcomes);
    }

    [Fact]
    public void A_few_long_executions_do_not_draw_change_points_away_from_the_many_short_ones()
    {
        var outcomes = Outcomes("pct", new(
            1,
            (m, c) =>
            {
                ulong rounds = m.Choose(lengthens, 20) == 0 ? 2000UL : 0;
                for (ulong i = 0; i < rounds; i++)
                    m.Add(c[0] + 16, 1, MemoryOrder.Full);
                Increment(m, c[0]);
            },
            (m, c) =>
            {
                m.Load(c[0] + 16, MemoryOrder.Acquire);
                Increment(m, c[0]);
            },
            (m, c) => Increment(m, c[0])));
        Assert.Contains("0 0 0", outcomes);

        static void Increment(TracedMachine machine, ulong cell)
        {
            ulong value = machine.Load(cell, MemoryOrder.Acquire);
            machine.Store(cell, value + 1, MemoryOrder.Release);
            machine.Observe(seen, value);
        }
    }

    private static List<string> Outcomes(string strategy, BodyScenario scenario)
    {
        var options = new CampaignOptions { Scenario = scenario, Strategy = strategy, Schedules = 400 };
        var survey = Survey.Run(options, result => string.Join(' ', result.History.Log.Events.ToArray()
            .Where(item => item.Operation.Kind == OperationKind.Observe)
            .Select(item => item.Operation.Value)));
        return [.. survey.Outcomes.Select(outcome => outcome.Name).Order(StringComparer.Ordinal)];
    }
}
