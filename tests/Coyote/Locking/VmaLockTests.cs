using RcuSim.Exploration;

namespace RcuSim.Tests.Coyote;

/// <summary>No reader of a VMA is in beside its writer, however they meet.</summary>
public class VmaLockTests
{
    [Theory]
    [InlineData("coyote", 500)]
    [InlineData("baton", 5000)]
    public void Readers_and_a_writer_exclude_each_other(string engine, long schedules)
    {
        var options = new CampaignOptions
        {
            Scenario = new VmaLockScenario(),
            Engine = EngineCatalogue.Find(engine)!,
            Schedules = schedules,
        };
        using var campaign = new Campaign(options);
        var result = campaign.Run();
        Assert.Equal("", result.Finding?.Violation.Message ?? "");
        Assert.True(result.Coverage.Behaviours > 100, $"only {result.Coverage.Behaviours} behaviours");
    }
}
