using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Tests.Coyote;

/// <summary>
/// After a hazard a campaign looks on; at the end it runs the schedule of its finding again.
/// </summary>
public class ShownAgainTests
{
    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void The_finding_is_the_first_though_others_ran_since(string engine)
    {
        var result = Explore(engine, new LatentAtEnd(int.MaxValue), Twice);
        Assert.Equal((1, 20), (result.Finding!.Number, result.Coverage.Schedules));
        Assert.Equal("planted", result.Finding.Violation.Message);
        Assert.Contains("planted", result.Finding.Record.Message);
    }

    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void A_schedule_that_no_longer_fits_is_an_error(string engine)
    {
        int calls = 0;
        var error = Assert.Throws<ScenarioException>(() => Explore(
            engine,
            new LatentAtEnd(int.MaxValue),
            (m, c) =>
            {
                for (int i = calls++ == 0 ? 0 : 20; i < 30; i++)
                {
                    Twice(m, c);
                }
            }));
        Assert.Contains("event 21 of thread body-1", error.Message);
    }

    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void A_violation_that_does_not_come_again_is_an_error(string engine)
    {
        var error = Assert.Throws<ScenarioException>(
            () => Explore(engine, new LatentAtEnd(1), Twice));
        Assert.Contains("schedule 1", error.Message);
    }

    [Theory]
    [InlineData("coyote")]
    [InlineData("baton")]
    public void Another_violation_in_its_place_is_an_error(string engine)
    {
        var error = Assert.Throws<ScenarioException>(
            () => Explore(engine, new LatentAtEnd(int.MaxValue, changes: true), Twice));
        Assert.Contains("schedule 1", error.Message);
    }

    private static void Twice(TracedMachine machine, ulong[] cells)
    {
        machine.Add(cells[0], 1, MemoryOrder.Full);
        machine.Add(cells[0], 1, MemoryOrder.Full);
    }

    private static CampaignResult Explore(
        string engine, IOracle oracle, Action<TracedMachine, ulong[]> body)
    {
        using var campaign = new Campaign(new()
        {
            Scenario = new BodyScenario(1, body, Twice, Twice),
            Engine = EngineCatalogue.Find(engine)!,
            Strategy = "random",
            Schedules = 20,
            Filter = false,
            Oracles = () => [oracle],
            LibraryOracles = () => [],
        });
        return campaign.Run();
    }

    /// <summary>Reports a hazard at the end of the first schedules, each time the same or another.</summary>
    private sealed class LatentAtEnd(int schedules, bool changes = false) : IOracle
    {
        private int left = schedules;

        public ulong Kinds => 0;

        public Violation? Take(in Step step, ExecutionHistory history) => null;

        public Violation? AtEnd(ExecutionHistory history)
        {
            string sentence = changes ? $"planted, {left} left" : "planted";
            return left-- > 0
                ? new(ViolationKind.UnprotectedWalk, sentence, [], history.Log.Count - 1)
                : null;
        }
    }
}
