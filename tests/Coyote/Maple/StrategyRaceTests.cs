using RcuSim.Checking;
using RcuSim.Exploration;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>Each strategy of a write beside readers, on both engines.</summary>
public class StrategyRaceTests
{
    public static TheoryData<string, EngineKind, string> Races()
    {
        var data = new TheoryData<string, EngineKind, string>();
        foreach (var race in RaceCase.All)
        {
            data.Add(race.Name, EngineKind.Baton, "random");
            data.Add(race.Name, EngineKind.Baton, "pct");
            data.Add(race.Name, EngineKind.Coyote, "pct");
        }

        return data;
    }

    public static TheoryData<string> Names() => new(RaceCase.All.Select(race => race.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void TheWriteTakesTheStrategyNamed(string name)
    {
        var race = RaceCase.All.Single(one => one.Name == name);
        var machine = new TracedMachine(
            new SimulatedThread(ThreadName.Setup, 0) { Engine = new SequentialEngine(new SystemState([])) });
        var world = new RaceScenario(race).SetUp(machine);
        Assert.Equal(race.Strategy, RaceScenario.Write(machine, world, race));
    }

    [Theory]
    [MemberData(nameof(Races))]
    public void ReadersSeeTheTreeBeforeOrAfter(string name, EngineKind engine, string strategy)
    {
        var witness = new RaceWitness();
        int schedules = engine == EngineKind.Baton ? 250 : 40;
        using var campaign = new Campaign(new()
        {
            Scenario = new RaceScenario(RaceCase.All.Single(one => one.Name == name)),
            Engine = engine,
            Strategy = strategy,
            Schedules = schedules,
            Oracles = () => [.. OracleSet.Default(), witness],
        });
        var result = campaign.Run();
        var text = result.Finding is null ? "" : ViolationText.Of(result.Finding.Violation);
        Assert.True(result.Finding is null, text);
        Assert.Equal(Verdict.Pass, result.Verdict);

        // A random engine lets readers end before a long write is done.
        int least = strategy == "random" ? 0 : schedules / 20;
        Assert.True(witness.Raced >= least, $"raced in only {witness.Raced} of {schedules}");
    }
}
