using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Oracles;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>
/// Each change with the writer stopped once, at every point, while all readers run; and with each reader
/// stopped once, at every point, while the writer runs. What sampling meets seldom, a window of one step, is
/// met here.
/// </summary>
public class InterruptionTests
{
    private const int Passes = 3;

    [Theory]
    [MemberData(nameof(StrategyRaceTests.Names), MemberType = typeof(StrategyRaceTests))]
    public void No_single_interruption_breaks_a_rule(string name)
    {
        var (violation, executions) = Run(RaceCase.Named(name));
        Assert.True(violation is null, violation is null ? "" : ViolationText.Of(violation));
        Assert.True(executions > 50, $"only {executions} executions");
    }

    /// <summary>Runs all interruptions of a race; ends at the first violation.</summary>
    internal static (Violation? Violation, int Executions) Run(RaceCase race, params IOracle[] besides)
    {
        var scenario = new RaceScenario(race);
        var sweep = new InterruptionSweep(scenario.Actors.Count);
        using var explorer = new BatonExplorer(
            new() { Scenario = scenario, Oracles = () => besides }, sweep);
        Violation? violation = null;
        int executions = 0, pass = 1;
        bool grew = false;
        explorer.Explore(1, result =>
        {
            executions++;
            Assert.False(result.BoundReached);
            sweep.Advance();
            grew |= result.Refines;
            violation = result.Violation;
            if (sweep.IsDone && grew && pass++ < Passes)
            {
                // More points are known than the sweep began with.
                grew = false;
                sweep.Reset();
            }

            return violation is null && !sweep.IsDone;
        });
        return (violation, executions);
    }
}
