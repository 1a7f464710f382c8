using RcuSim.Exploration;
using RcuSim.Faults;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Coyote;

/// <summary>Without a switch every scenario stays clean: the control of <see cref="BugTests"/>.</summary>
public class CleanTests
{
    public static TheoryData<string, string, string> Campaigns()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var scenario in ScenarioCatalogue.All)
        {
            data.Add(scenario.Name, "coyote", "random");
            data.Add(scenario.Name, "coyote", "pct");
            data.Add(scenario.Name, "baton", "portfolio");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Campaigns))]
    public void A_scenario_without_a_bug_stays_clean(string name, string engine, string strategy)
    {
        var info = ScenarioCatalogue.Find(name)!;
        using var campaign = new Campaign(new()
        {
            Scenario = ScenarioCatalogue.Create(name, new()).Scenario!,
            Failures = info.FailurePlan.Length == 0
                ? FailurePlan.None
                : FailurePlan.Parse(info.FailurePlan, out _)!,
            Engine = EngineCatalogue.Find(engine)!,
            Strategy = strategy,
            Schedules = engine == "baton" ? 3000 : 150,
        });
        var result = campaign.Run();
        Assert.Null(result.Finding?.Violation);
        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.True(strategy == "random" || result.Coverage.Behaviours > 1, "nothing was raced");
    }

    /// <summary>Fork fails before it lists an mm, or after that.</summary>
    [Theory]
    [InlineData("fork/mm_struct#1")]
    [InlineData("fork/vm_area_struct#1")]
    [InlineData("fork/*#*")]
    public void A_scanner_does_not_wait_for_a_fork_that_failed(string failures)
    {
        using var campaign = new Campaign(new()
        {
            Scenario = ScenarioCatalogue.Create("fork-scanner", new()).Scenario!,
            Failures = FailurePlan.Parse(failures, out _)!,
            Engine = EngineCatalogue.Find("baton")!,
            Schedules = 300,
        });
        var result = campaign.Run();
        Assert.Null(result.Finding?.Violation);
        Assert.Empty(result.FailuresUnseen);
    }
}
