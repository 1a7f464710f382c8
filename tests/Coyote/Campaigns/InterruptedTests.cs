using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote;

/// <summary>Whoever waits for a campaign can end it at once, and loses nothing that was found.</summary>
public class InterruptedTests
{
    public static TheoryData<string> Engines => [.. EngineCatalogue.All.Select(engine => engine.Name)];

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_schedule_ends_in_its_middle_and_does_not_count(string engine)
    {
        using var source = new CancellationTokenSource();
        int loads = 0;
        var scenario = new BodyScenario(
            1,
            (m, c) =>
            {
                m.Add(c[0], 1, MemoryOrder.Full);
                source.Cancel();
                for (; loads < 1_000_000; loads++)
                {
                    m.Load(c[0], MemoryOrder.Once);
                }
            },
            (m, c) => m.Add(c[0], 1, MemoryOrder.Full));
        var result = Run(engine, scenario, source.Token);
        Assert.Equal(0, loads);
        Assert.Equal(0, result.Coverage.Schedules);
        Assert.Equal(GapKind.Interrupted, result.Gap!.Kind);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_was_found_before_is_kept_and_confirmed(string engine)
    {
        using var source = new CancellationTokenSource();
        int writes = 0;
        var scenario = new BodyScenario(
            1,
            (m, c) => m.Store(c[0], 1, MemoryOrder.Plain),
            (m, c) =>
            {
                m.Load(c[0], MemoryOrder.Plain);
                if (++writes == 20)
                {
                    source.Cancel();
                }

                m.Load(c[0], MemoryOrder.Plain);
            });
        var result = Run(engine, scenario, source.Token);
        Assert.True(result.Cancelled);
        Assert.InRange(result.Coverage.Schedules, 1, 19);
        Assert.Equal(ViolationKind.DataRace, result.Finding!.Violation.Kind);
        Assert.Equal(Verdict.Violation, result.Verdict);
    }

    [Fact]
    public void A_survey_ends_in_the_middle_too()
    {
        using var source = new CancellationTokenSource();
        var scenario = new BodyScenario(
            1,
            (m, c) =>
            {
                source.Cancel();
                m.Add(c[0], 1, MemoryOrder.Full);
            });
        var survey = Survey.Run(new() { Scenario = scenario }, _ => "ended", source.Token);
        Assert.Empty(survey.Outcomes);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Memory_that_does_not_suffice_breaks_no_rule(string engine)
    {
        Exception full = new InsufficientMemoryException("planted");
        var scenario = new BodyScenario(1, (_, _) => throw full);
        Assert.ThrowsAny<OutOfMemoryException>(() => Run(engine, scenario, default));
    }

    private static CampaignResult Run(string engine, BodyScenario scenario, CancellationToken cancellation)
    {
        using var campaign = new Campaign(new()
        {
            Scenario = scenario,
            Engine = EngineCatalogue.All.First(e => e.Name == engine),
            Schedules = 2000,
            MostEvents = int.MaxValue,
        });
        return campaign.Run(cancellation: cancellation);
    }
}
