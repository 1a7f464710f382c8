using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Faults;

namespace RcuSim.Tests.Coyote;

/// <summary>
/// The oracles on a real tree under many schedules: quiet when it is right, loud when it is broken.
/// </summary>
public class TreeOracleTests
{
    [Theory]
    [InlineData(3, "random")]
    [InlineData(12, "random")]
    [InlineData(40, "random")]
    [InlineData(12, "pct")]
    public void A_right_tree_breaks_no_rule(int entries, string strategy)
    {
        var result = Run(new TreeScenario(entries), [], strategy, 400);
        Assert.True(result.Finding is null, Text(result));
    }

    [Theory]
    [InlineData(BugSwitch.ImmediateFree, "random", nameof(ViolationKind.UseAfterFree))]
    [InlineData(BugSwitch.DeadBeforePublish, "pct", nameof(ViolationKind.Livelock))]
    public void A_broken_tree_is_caught(BugSwitch bug, string strategy, string kind)
    {
        var result = Run(new TreeScenario(12), [bug], strategy, 3000);
        Assert.True(result.Finding is not null, $"{bug} is not caught");
        Assert.True(result.Finding.Violation.Kind.Name == kind, Text(result));
    }

    [Fact]
    public void A_walk_without_a_section_is_caught()
    {
        var result = Run(new TreeScenario(12, forgetSection: true), [], "random", 100);
        Assert.Equal(ViolationKind.UnprotectedWalk, result.Finding?.Violation.Kind);
    }

    private static CampaignResult Run(TreeScenario scenario, BugSet bugs, string strategy, long schedules)
    {
        using var campaign = new Campaign(new()
        {
            Scenario = scenario,
            Bugs = bugs,
            Engine = EngineCatalogue.Baton,
            Strategy = strategy,
            Schedules = schedules,
        });
        return campaign.Run();
    }

    private static string Text(CampaignResult result) =>
        result.Finding is null ? "" : ViolationText.Of(result.Finding.Violation);
}
