using RcuSim.Checking;
using RcuSim.Exploration;
using RcuSim.Faults;
using RcuSim.Tests.Shared;

namespace RcuSim.Tests.Coyote;

public class EngineTests
{
    public static TheoryData<EngineKind, string> Strategies()
    {
        var data = new TheoryData<EngineKind, string>();
        CoyoteStrategy.All.ToList().ForEach(s => data.Add(EngineKind.Coyote, s.Name));
        BatonStrategy.All.ToList().ForEach(s => data.Add(EngineKind.Baton, s.Name));
        return data;
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void EveryStrategyFindsAFreeWithoutAGracePeriod(EngineKind engine, string strategy)
    {
        using var campaign = new Campaign(Options(engine, strategy, freeAtOnce: true, schedules: 2000));
        var result = campaign.Run();
        Assert.Equal(Verdict.Violation, result.Verdict);
        Assert.Equal(ViolationKind.UseAfterFree, result.Finding!.Violation.Kind);
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void TheCorrectProgramStaysClean(EngineKind engine, string strategy)
    {
        using var campaign = new Campaign(Options(engine, strategy, freeAtOnce: false, schedules: 300));
        var result = campaign.Run();
        Assert.Null(result.Finding);
        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.True(result.Coverage.Behaviours > 10, $"only {result.Coverage.Behaviours} behaviours");
    }

    [Theory]
    [InlineData(EngineKind.Coyote, EngineKind.Baton)]
    [InlineData(EngineKind.Baton, EngineKind.Coyote)]
    [InlineData(EngineKind.Baton, EngineKind.Baton)]
    [InlineData(EngineKind.Coyote, EngineKind.Coyote)]
    public void AFindingReplaysOnEitherEngine(EngineKind found, EngineKind replayed)
    {
        using var campaign = new Campaign(Options(found, "random", freeAtOnce: true, schedules: 2000));
        var finding = campaign.Run().Finding!;
        var options = Options(replayed, "random", freeAtOnce: true, schedules: 1);
        using var explorer = Campaign.CreateExplorer(options);
        explorer.Execution.Filter.Conflicts = finding.Conflicts;
        Assert.True(explorer.Replay(finding.Schedule));
        Assert.Equal(Texts(finding.Execution), Texts(explorer.Execution));
        Assert.Equal(finding.Violation.Sentence, explorer.Execution.State.Violation!.Sentence);
    }

    private static List<string> Texts(OnlineExecution execution)
    {
        var texts = new List<string>();
        foreach (var item in execution.State.Log.Events)
        {
            string text = EventText.Of(item.Operation, item.Result, execution.State);
            texts.Add($"{item.Thread.Name}:{item.Index} {text}");
        }

        return texts;
    }

    private static CampaignOptions Options(
        EngineKind engine, string strategy, bool freeAtOnce, long schedules) => new()
        {
            Scenario = new PointerScenario(),
            Bugs = freeAtOnce ? BugSwitch.G0 : BugSwitch.None,
            Engine = engine,
            Strategy = strategy,
            Schedules = schedules,
        };
}
