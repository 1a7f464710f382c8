using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Maple;
using RcuSim.Oracles;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>
/// A pivot moves in place by two stores, and a reader has to come by between them: one reader alone with the
/// writer, so that few schedules are needed to meet that on Coyote too.
/// </summary>
public class InPlaceRaceTests
{
    public static TheoryData<string> Names() => new(RaceCase.All
        .Where(race => race.Strategy == MapleStrategy.SlotStore).Select(race => race.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_lookup_between_the_two_stores_finds_old_or_new(string name)
    {
        var between = new BetweenStores();
        using var campaign = new Campaign(new()
        {
            Scenario = new RaceScenario(RaceCase.Named(name), ReadCall.Load),
            Engine = EngineCatalogue.Coyote,
            Strategy = "pct",
            Schedules = 2_000,
            Oracles = () => [.. OracleSet.Default(), between],
        });
        var result = campaign.Run();
        string text = result.Finding is { } finding ? ViolationText.Of(finding.Violation) : "";
        Assert.True(result.Verdict == Verdict.Pass, text);
        Assert.True(between.Seen > 0, "no lookup came between the two stores");
    }
}
