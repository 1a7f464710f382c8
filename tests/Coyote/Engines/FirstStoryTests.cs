using RcuSim.Exploration;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote;

/// <summary>
/// The story of a finding in the first schedule, when no conflict was known yet, shows the accesses in
/// conflict that a later one would show.
/// </summary>
public class FirstStoryTests
{
    private static readonly BodyScenario scenario = new(
        2,
        (m, cells) =>
        {
            m.Store(cells[0], 1, MemoryOrder.Plain);
            m.Store(cells[1], 1, MemoryOrder.Once);
        },
        (m, cells) =>
        {
            if (m.Load(cells[1], MemoryOrder.Once) == 1)
            {
                m.Load(cells[0], MemoryOrder.Plain);
            }
        });

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void It_shows_the_word_that_should_have_put_the_two_in_an_order(string engine)
    {
        var finding = Enumerable.Range(1, 20).Select(seed => First(engine, (ulong)seed))
            .First(found => found is not null)!;
        Assert.Contains("store.once cell#1.word = 1", finding.Timeline, StringComparison.Ordinal);
        Assert.Contains("load.once cell#1.word -> 1", finding.Timeline, StringComparison.Ordinal);
    }

    private static Finding? First(string engine, ulong seed)
    {
        using var campaign = new Campaign(new()
        {
            Scenario = scenario,
            Engine = EngineCatalogue.Find(engine)!,
            Schedules = 1,
            Seed = seed,
        });
        return campaign.Run().Finding;
    }
}
