using RcuSim.Exploration;

namespace RcuSim.Tests.Coyote;

/// <summary>However threads meet that make the same tables, each is linked once and none is lost.</summary>
public class PopulateTests
{
    private const int Rounds = 2000;

    [Theory]
    [InlineData("coyote", 300)]
    [InlineData("baton", 3000)]
    public void Tables_that_several_threads_make_are_linked_once(string engine, long schedules)
    {
        var options = new CampaignOptions
        {
            Scenario = new PopulateScenario(),
            Engine = EngineCatalogue.Find(engine)!,
            Schedules = schedules,
        };
        using var campaign = new Campaign(options);
        var result = campaign.Run();
        Assert.Equal("", result.Finding?.Violation.Message ?? "");
        Assert.True(result.Coverage.Behaviours > 100, $"only {result.Coverage.Behaviours} behaviours");
    }

    [Fact]
    public void On_real_threads_too_no_table_is_left() =>
        Check.RunsNatively(new PopulateScenario(), Rounds);
}
