using RcuSim.Exploration;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Coyote;

/// <summary>
/// Each bug switch is caught on either engine, for the right reason, and replays on the other.
/// </summary>
public class BugTests
{
    public static TheoryData<string, string, ulong> Hunts()
    {
        var data = new TheoryData<string, string, ulong>();
        foreach (var bug in Gallery.All)
        {
            data.Add(bug.Id, "coyote", 1);
            data.Add(bug.Id, "baton", 1);
            data.Add(bug.Id, "baton", 20_26);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Hunts))]
    public void The_bug_is_caught_and_its_schedule_replays_on_the_other_engine(
        string id, string engine, ulong seed)
    {
        var bug = Gallery.Find(id)!;
        var options = Options(bug, engine, seed);
        using var campaign = new Campaign(options);
        var finding = campaign.Run().Finding;
        Assert.NotNull(finding);
        Assert.Contains(finding.Violation.Kind, bug.Expected);
        Assert.NotEmpty(finding.Violation.Explanation);

        var other = engine == "baton" ? EngineCatalogue.Coyote : EngineCatalogue.Baton;
        var again = finding.Replay(other, options, out string difference);
        Assert.Equal("", difference);
        Assert.Equal(finding.Violation.Explanation, again!.Violation.Explanation);

        // The control: what finds the bug is quiet without it.
        using var control = new Campaign(new CampaignOptions(options)
        {
            Bugs = [],
            Engine = options.Engine,
            Seed = seed,
            Schedules = finding.Number + 100,
        });
        Assert.Null(control.Run().Finding?.Violation);
    }

    private static CampaignOptions Options(Bug bug, string engine, ulong seed) => new()
    {
        Scenario = ScenarioCatalogue.Create(bug.Scenario, new() { Regime = bug.Regime }).Scenario!,
        Bugs = [bug.Switch],
        Engine = EngineCatalogue.Find(engine)!,
        Seed = seed,
        Schedules = engine == "baton" ? 50_000 : 10_000,
    };
}
