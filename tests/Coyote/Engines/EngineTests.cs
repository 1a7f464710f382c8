using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Faults;
using RcuSim.Machine;
using RcuSim.Tests.Shared;

namespace RcuSim.Tests.Coyote;

public class EngineTests
{
    public static TheoryData<string, string> Strategies()
    {
        var data = new TheoryData<string, string>();
        foreach (var engine in EngineCatalogue.All)
        {
            engine.Strategies.ToList().ForEach(strategy => data.Add(engine.Name, strategy.Name));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Every_strategy_finds_a_free_without_a_grace_period(string engine, string strategy)
    {
        using var campaign = new Campaign(Options(engine, strategy, freeAtOnce: true, schedules: 2000));
        var result = campaign.Run();
        Assert.Equal(Verdict.Violation, result.Verdict);
        Assert.Equal(ViolationKind.UseAfterFree, result.Finding!.Violation.Kind);
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void The_correct_program_stays_clean(string engine, string strategy)
    {
        using var campaign = new Campaign(Options(engine, strategy, freeAtOnce: false, schedules: 300));
        var result = campaign.Run();
        Assert.Null(result.Finding);
        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.True(result.Coverage.Behaviours > 10, $"only {result.Coverage.Behaviours} behaviours");
    }

    [Theory]
    [InlineData("coyote", "baton")]
    [InlineData("baton", "coyote")]
    [InlineData("baton", "baton")]
    [InlineData("coyote", "coyote")]
    public void A_finding_replays_on_either_engine(string found, string replayed)
    {
        using var campaign = new Campaign(Options(found, "random", freeAtOnce: true, schedules: 2000));
        var finding = campaign.Run().Finding!;
        var options = Options(replayed, "random", freeAtOnce: true, schedules: 1);
        using var explorer = options.Engine.Explorer(options);
        var again = explorer.Replay(finding.Witness);
        Assert.True(again.Fits);
        Assert.Equal(Texts(finding.Log), Texts([.. again.History.Log.Events]));
        Assert.Equal(finding.Violation.Message, again.Violation!.Message);
    }

    private static List<string> Texts(IEnumerable<Event> events) =>
        [.. events.Select(item => $"{item.Thread}:{item.Index} {item.Operation} -> {item.Result:x}")];

    private static CampaignOptions Options(
        string engine, string strategy, bool freeAtOnce, long schedules) => new()
        {
            Scenario = new PointerScenario(),
            Bugs = freeAtOnce ? [BugSwitch.ImmediateFree] : [],
            Engine = EngineCatalogue.Find(engine)!,
            Strategy = strategy,
            Schedules = schedules,
        };
}
