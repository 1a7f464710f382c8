using RcuSim.Exploration;
using RcuSim.Maple;
using Xunit.Abstractions;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>
/// Each strategy of a write, in every shape, beside one reader of each kind: no rule is broken, and the
/// change became visible in the middle of a call of each kind.
/// </summary>
public abstract class StrategyRaceTests(RaceResults results, ITestOutputHelper output)
{
    public static TheoryData<string> Names() => new(RaceCase.All.Select(race => race.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Readers_see_the_tree_before_or_after(string name)
    {
        var race = RaceCase.Named(name);
        var result = results.Of(race);
        Assert.True(result.Verdict == Verdict.Pass, $"{result.Verdict} {result.Text}");
        Assert.True(race.IsCovered(result.Counts), RaceCounts.Table([(name, result.Counts)]));
    }

    /// <summary>In every strategy that replaces nodes each kind of call met a dead one.</summary>
    [Fact]
    public void Each_strategy_is_raced_by_each_kind_of_call()
    {
        var rows = RaceCase.All.GroupBy(race => race.Strategy)
            .Select(group => (Name: $"{group.Key}", Counts: Sum(group)))
            .ToList();
        string table = RaceCounts.Table(rows);
        output.WriteLine(RaceCounts.Table(RaceCase.All.Select(race => (race.Name, results.Of(race).Counts))));
        output.WriteLine(table);
        foreach (var (name, counts) in rows)
        {
            bool replaces = name is not (nameof(MapleStrategy.ExactFit) or nameof(MapleStrategy.SlotStore)
                or nameof(MapleStrategy.StoreRoot));
            foreach (var kind in Enum.GetValues<ReadCall>())
            {
                Assert.True(counts.Raced(kind) > 0 || name == nameof(MapleStrategy.StoreRoot), table);
                Assert.True(counts.Around(kind) > 0, table);
                Assert.True(counts.Restarted(kind) > 0 == replaces, table);
            }
        }
    }

    private RaceCounts Sum(IEnumerable<RaceCase> races) =>
        RaceCounts.Sum(races.Select(race => results.Of(race).Counts));
}
