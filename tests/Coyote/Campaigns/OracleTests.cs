using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Tests.Coyote;

/// <summary>The library's rules are watched without being asked for; one's own come on top.</summary>
public class OracleTests
{
    [Fact]
    public void Without_a_word_on_oracles_a_data_race_is_found()
    {
        using var campaign = new Campaign(new() { Scenario = new BodyScenario(1, Store, Store) });
        Assert.Equal(ViolationKind.DataRace, campaign.Run().Finding?.Violation.Kind);
    }

    [Fact]
    public void A_rule_of_ones_own_takes_none_of_the_others_away()
    {
        var own = new Counter();
        using var campaign = new Campaign(new()
        {
            Scenario = new BodyScenario(1, Store, Store),
            Oracles = () => [own],
        });
        Assert.Equal(ViolationKind.DataRace, campaign.Run().Finding?.Violation.Kind);
        Assert.True(own.Stores > 0, "it was told of no store");
    }

    private static void Store(TracedMachine machine, ulong[] cells) =>
        machine.Store(cells[0], 1, MemoryOrder.Plain);

    private sealed class Counter : IOracle
    {
        public int Stores { get; private set; }

        public ulong Kinds { get; } = EventMask.Of(OperationKind.Store);

        public Violation? Take(in Step step, ExecutionHistory history)
        {
            Stores++;
            return null;
        }
    }
}
