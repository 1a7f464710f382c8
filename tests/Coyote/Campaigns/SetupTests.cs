using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote;

/// <summary>What setup breaks is a finding like any other.</summary>
public class SetupTests
{
    public static TheoryData<string> Engines => [.. EngineCatalogue.All.Select(engine => engine.Name)];

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_rule_that_setup_breaks_is_found_and_replays(string engine)
    {
        var options = Options(engine, m =>
        {
            ulong cell = m.Allocate(BodyScenario.Cells);
            m.Free(BodyScenario.Cells, cell);
            m.Load(cell, MemoryOrder.Once);
        });
        var finding = Find(options);
        Assert.Equal(ViolationKind.UseAfterFree, finding.Violation.Kind);
        Assert.Contains("free", finding.Timeline);
        foreach (var other in EngineCatalogue.All)
        {
            var again = finding.Replay(other, options, out string difference);
            Assert.Equal("", difference);
            Assert.Equal(finding.Violation.Message, again!.Violation.Message);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_setup_that_throws_is_a_broken_invariant(string engine)
    {
        var finding = Find(Options(engine, _ => throw new InvalidOperationException("planted\nhere")));
        Assert.Equal(ViolationKind.BrokenInvariant, finding.Violation.Kind);
        Assert.Equal("setup threw InvalidOperationException: planted here", finding.Violation.Message);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_setup_that_would_wait_for_ever_is_one_too(string engine)
    {
        var finding = Find(Options(engine, m =>
        {
            ulong cell = m.Allocate(BodyScenario.Cells);
            m.Fill(cell, 0, 32);
            m.Lock(BodyScenario.Lock(cell), LockMode.Spin);
            m.Lock(BodyScenario.Lock(cell), LockMode.Spin);
        }));
        Assert.Contains("setup would wait for ever", finding.Violation.Message);
    }

    [Fact]
    public void Without_a_world_a_scenario_runs_all_the_same()
    {
        using var campaign = new Campaign(Options("baton", m => m.Fence(FenceKind.Full)));
        Assert.Null(campaign.Run().Finding);
    }

    private static Finding Find(CampaignOptions options)
    {
        using var campaign = new Campaign(options);
        var result = campaign.Run();
        Assert.Equal((1, Verdict.Violation), (result.Coverage.Schedules, result.Verdict));
        return result.Finding!;
    }

    private static CampaignOptions Options(string engine, Action<TracedMachine> setup) => new()
    {
        Scenario = new SetupScenario(setup),
        Engine = EngineCatalogue.Find(engine)!,
        Schedules = 20,
    };
}
