using RcuSim.Checking;
using RcuSim.Exploration;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote;

/// <summary>
/// Rules 2, 3, 7 and 9 of the machine: bodies recorded side by side are run again one by one, in another
/// order, each alone to its end, and ask for the same events with the same addresses and values.
/// </summary>
public class RerunTests
{
    [Theory]
    [InlineData("random")]
    [InlineData("pct")]
    public void BodiesRunAgainAloneFromTheLog(string strategy)
    {
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var options = new CampaignOptions
            {
                Scenario = new PointerScenario(freeAtOnce: false, readers: 3),
                Engine = EngineKind.Baton,
                Strategy = strategy,
                Seed = seed,
                Schedules = 10,
            };
            using var explorer = Campaign.CreateExplorer(options);
            int left = 10;
            explorer.Explore(seed, () => --left > 0);
            foreach (var slot in explorer.Execution.Slots.Reverse())
            {
                var engine = new RerunEngine(explorer.Execution.State.Log, slot.Thread.Name);
                var thread = new SimulatedThread(slot.Thread.Name, 0) { Engine = engine };
                var machine = new TracedMachine(thread);
                machine.Boundary(OperationKind.Begin);
                slot.Body(machine);
                machine.Boundary(OperationKind.End);
                Assert.Null(engine.Difference);
                Assert.True(engine.IsComplete);
            }
        }
    }
}
