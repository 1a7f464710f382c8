using RcuSim.Checking;
using RcuSim.Exploration;
using RcuSim.Faults;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Coyote;

/// <summary>
/// Each bug switch is caught on either engine, for the right reason, and replays on the other.
/// </summary>
public class BugTests
{
    private static readonly Dictionary<BugSwitch, ViolationKind[]> Expected = new()
    {
        [BugSwitch.A1] = [ViolationKind.UseAfterFree],
        [BugSwitch.A3] = [ViolationKind.LookupNotLinearizable, ViolationKind.EntryValidity],
        [BugSwitch.A11] = [ViolationKind.Livelock],
        [BugSwitch.B9] = [ViolationKind.DataRace, ViolationKind.EntryValidity],
        [BugSwitch.B13] = [ViolationKind.UseAfterFree],
        [BugSwitch.C4] = [ViolationKind.EntryValidity],
        [BugSwitch.G0] = [ViolationKind.UseAfterFree],
        [BugSwitch.G8] = [ViolationKind.EntryValidity],
    };

    public static TheoryData<string, string, ulong> Hunts()
    {
        var data = new TheoryData<string, string, ulong>();
        foreach (var bug in BugCatalogue.All)
        {
            data.Add(bug.Id, "coyote", 1);
            data.Add(bug.Id, "baton", 1);
            data.Add(bug.Id, "baton", 20_26);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Hunts))]
    public void TheBugIsCaughtAndItsScheduleReplaysOnTheOtherEngine(string id, string engine, ulong seed)
    {
        var options = Options(BugCatalogue.Find(id)!, engine, seed);
        using var campaign = new Campaign(options);
        var finding = campaign.Run().Finding;
        Assert.NotNull(finding);
        Assert.Contains(finding.Violation.Kind, Expected[options.Bugs]);
        Assert.NotEmpty(finding.Violation.Argument);

        var other = engine == "baton" ? EngineCatalogue.Coyote : EngineCatalogue.Baton;
        var again = new FindingReplay(finding.Record).Run(other, options, out string difference);
        Assert.Equal("", difference);
        Assert.Equal(finding.Violation.Argument, again!.Violation.Argument);
    }

    private static CampaignOptions Options(Bug bug, string engine, ulong seed) => new()
    {
        Scenario = ScenarioCatalogue.Create(bug.Scenario, new() { Switches = bug.Switch }).Scenario!,
        Bugs = bug.Switch,
        Engine = EngineCatalogue.Find(engine)!,
        Seed = seed,
        Schedules = engine == "baton" ? 50_000 : 10_000,
        Oracles = OracleSet.Default,
    };
}
