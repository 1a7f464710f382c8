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

    public static TheoryData<string, EngineKind, ulong> Hunts()
    {
        var data = new TheoryData<string, EngineKind, ulong>();
        foreach (var bug in BugCatalogue.All)
        {
            data.Add(bug.Id, EngineKind.Coyote, 1);
            data.Add(bug.Id, EngineKind.Baton, 1);
            data.Add(bug.Id, EngineKind.Baton, 20_26);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Hunts))]
    public void TheBugIsCaughtAndItsScheduleReplaysOnTheOtherEngine(string id, EngineKind engine, ulong seed)
    {
        var options = Options(BugCatalogue.Find(id)!, engine, seed);
        using var campaign = new Campaign(options);
        var finding = campaign.Run().Finding;
        Assert.NotNull(finding);
        Assert.Contains(finding.Violation.Kind, Expected[options.Bugs]);
        Assert.NotEmpty(finding.Violation.Argument);

        var other = engine == EngineKind.Baton ? EngineKind.Coyote : EngineKind.Baton;
        using var explorer = Campaign.CreateExplorer(options with { Engine = other });
        explorer.Execution.Filter.Conflicts = finding.Conflicts;
        Assert.True(explorer.Replay(finding.Schedule));
        Assert.Equal(finding.Violation.Sentence, explorer.Execution.State.Violation?.Sentence);
        Assert.Equal(finding.Violation.Argument, explorer.Execution.State.Violation?.Argument);
    }

    private static CampaignOptions Options(Bug bug, EngineKind engine, ulong seed) => new()
    {
        Scenario = ScenarioCatalogue.Create(bug.Scenario, new() { Switches = bug.Switch }).Scenario!,
        Bugs = bug.Switch,
        Engine = engine,
        Seed = seed,
        Schedules = engine == EngineKind.Baton ? 50_000 : 10_000,
        Oracles = OracleSet.Default,
    };
}
