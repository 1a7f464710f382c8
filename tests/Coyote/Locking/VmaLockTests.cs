using RcuSim.Checking;
using RcuSim.Exploration;

namespace RcuSim.Tests.Coyote;

/// <summary>No reader of a VMA is in beside its writer, however they meet.</summary>
public class VmaLockTests
{
    [Theory]
    [InlineData(EngineKind.Coyote, 500)]
    [InlineData(EngineKind.Baton, 5000)]
    public void ReadersAndAWriterExcludeEachOther(EngineKind engine, long schedules)
    {
        var options = new CampaignOptions
        {
            Scenario = new VmaLockScenario(),
            Engine = engine,
            Schedules = schedules,
            Oracles = () => [new Balance()],
        };
        using var campaign = new Campaign(options);
        var result = campaign.Run();
        Assert.Equal("", result.Finding?.Violation.Sentence ?? "");
        Assert.True(result.Coverage.Behaviours > 100, $"only {result.Coverage.Behaviours} behaviours");
    }
}
