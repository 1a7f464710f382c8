using RcuSim.Checking;
using RcuSim.Exploration;
using RcuSim.Faults;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Coyote;

/// <summary>Without a switch every scenario stays clean: the control of <see cref="BugTests"/>.</summary>
public class CleanTests
{
    public static TheoryData<string, EngineKind, string> Campaigns()
    {
        var data = new TheoryData<string, EngineKind, string>();
        foreach (var scenario in ScenarioCatalogue.All)
        {
            data.Add(scenario.Name, EngineKind.Coyote, "random");
            data.Add(scenario.Name, EngineKind.Coyote, "pct");
            data.Add(scenario.Name, EngineKind.Baton, "portfolio");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Campaigns))]
    public void AScenarioWithoutABugStaysClean(string name, EngineKind engine, string strategy)
    {
        var info = ScenarioCatalogue.Find(name)!;
        using var campaign = new Campaign(new()
        {
            Scenario = ScenarioCatalogue.Create(name, new()).Scenario!,
            Failures = info.FailurePlan.Length == 0
                ? FailurePlan.None
                : FailurePlan.Parse(info.FailurePlan, out _)!,
            Engine = engine,
            Strategy = strategy,
            Schedules = engine == EngineKind.Baton ? 3000 : 150,
            Oracles = OracleSet.Default,
        });
        var result = campaign.Run();
        Assert.Null(result.Finding?.Violation);
        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.True(strategy == "random" || result.Coverage.Behaviours > 1, "nothing was raced");
    }
}
