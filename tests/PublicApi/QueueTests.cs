using RcuSim.Explaining;
using RcuSim.Exploration;

namespace RcuSim.Tests.PublicApi;

/// <summary>A queue without locks, judged by what its operations answer.</summary>
public class QueueTests
{
    private const long Schedules = 2000;

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void The_correct_queue_passes(string engine)
    {
        using var campaign = new Campaign(Options(QueueBug.None, engine));
        var result = campaign.Run();
        Assert.True(result.Finding is null, $"{result.Finding?.Violation}\n{result.Finding?.Timeline}");
    }

    [Theory]
    [InlineData("baton", "LosesUpdate")]
    [InlineData("baton", "AnswersStale")]
    [InlineData("coyote", "LosesUpdate")]
    [InlineData("coyote", "AnswersStale")]
    public void Each_planted_bug_is_caught(string engine, string bug)
    {
        using var campaign = new Campaign(Options(Enum.Parse<QueueBug>(bug), engine));
        var violation = campaign.Run().Finding?.Violation;
        Assert.Equal(ViolationKind.NotLinearizable, violation?.Kind);
        Assert.Contains("it should answer", violation!.Explanation[^1]);
    }

    private static CampaignOptions Options(QueueBug bug, string engine) => new()
    {
        Scenario = new QueueScenario(bug),
        Engine = EngineCatalogue.Find(engine)!,
        Schedules = Schedules,
    };
}
