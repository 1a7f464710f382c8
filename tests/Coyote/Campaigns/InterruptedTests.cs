using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Machine;
using RcuSim.Scenarios;

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
        Assert.False(result.IsUnconfirmed);
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
    public void Setup_ends_in_its_middle(string engine)
    {
        using var source = new CancellationTokenSource();
        int fences = 0;
        var result = Run(engine, new SetupScenario(Setup), source.Token);
        Assert.Equal(1, fences);
        Assert.Equal(0, result.Coverage.Schedules);
        Assert.Equal(GapKind.Interrupted, result.Gap!.Kind);

        void Setup(TracedMachine machine)
        {
            source.Cancel();
            for (; fences < 1000; machine.Fence(FenceKind.Full))
            {
                fences++;
            }
        }
    }

    [Fact]
    public void The_setup_of_a_survey_ends_in_its_middle_too()
    {
        using var source = new CancellationTokenSource();
        var scenario = new SetupScenario(machine =>
        {
            source.Cancel();
            machine.Fence(FenceKind.Full);
        });
        Assert.Empty(Survey.Run(new() { Scenario = scenario }, _ => "ended", source.Token).Outcomes);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_rerun_of_a_body_ends_in_its_middle(string engine)
    {
        using var source = new CancellationTokenSource();
        int runs = 0, loads = 0;
        var scenario = new BodyScenario(1, (m, c) =>
        {
            loads = 0;
            if (++runs == 2)
            {
                source.Cancel();
            }

            for (; loads < 1000; loads++)
            {
                m.Load(c[0], MemoryOrder.Once);
            }
        });
        var result = Run(engine, scenario, source.Token);
        Assert.Equal((2, 0), (runs, loads));
        Assert.Equal(0, result.Coverage.Schedules);
        Assert.Equal(GapKind.Interrupted, result.Gap!.Kind);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void The_confirmation_of_a_finding_ends_in_its_middle_and_the_finding_is_kept(string engine)
    {
        using var source = new CancellationTokenSource();
        int runs = 0, loads = 0;
        var scenario = new BodyScenario(1, (m, c) =>
        {
            loads = 0;
            if (++runs == 3)
            {
                source.Cancel();
            }

            for (; loads < 1000; loads++)
            {
                m.Load(c[0], MemoryOrder.Once);
            }

            throw new InvalidOperationException("planted");
        });
        var result = Run(engine, scenario, source.Token);
        Assert.Equal((3, 0), (runs, loads));
        Assert.Equal(ViolationKind.BrokenInvariant, result.Finding!.Violation.Kind);
        Assert.True(result.IsUnconfirmed);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void What_takes_long_to_confirm_after_the_signal_is_kept_as_it_is(string engine)
    {
        using var source = new CancellationTokenSource();
        int runs = 0, loads = 0;
        var scenario = new BodyScenario(1, (m, c) =>
        {
            runs++;
            for (loads = 0; loads < 5000; loads++)
            {
                m.Load(c[0], MemoryOrder.Once);
                Thread.Sleep(runs == 3 ? 1 : 0);
            }

            throw new InvalidOperationException("planted");
        });
        using var campaign = New(engine, scenario, default);
        var result = campaign.Run(_ => source.Cancel(), source.Token);
        Assert.Equal(3, runs);
        Assert.InRange(loads, 1, 4999);
        Assert.Equal(ViolationKind.BrokenInvariant, result.Finding!.Violation.Kind);
        Assert.True(result.IsUnconfirmed);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_body_that_does_not_come_back_holds_nobody_up_who_wants_the_end(string engine)
    {
        using var source = new CancellationTokenSource();
        bool goOn = true;
        var scenario = new BodyScenario(1, (m, c) =>
        {
            m.Load(c[0], MemoryOrder.Once);
            source.Cancel();
            while (Volatile.Read(ref goOn))
            {
            }
        });
        var result = Run(engine, scenario, source.Token);
        Volatile.Write(ref goOn, false);
        Assert.Equal(GapKind.Interrupted, result.Gap!.Kind);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void A_setup_that_does_not_come_back_holds_nobody_up_either(string engine)
    {
        using var source = new CancellationTokenSource();
        using var never = new ManualResetEventSlim();
        var scenario = new SetupScenario(_ =>
        {
            source.Cancel();
            never.Wait();
        });
        Assert.Equal(GapKind.Interrupted, Run(engine, scenario, source.Token).Gap!.Kind);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public void Memory_that_does_not_suffice_breaks_no_rule(string engine)
    {
        Exception full = new InsufficientMemoryException("planted");
        var scenario = new BodyScenario(1, (_, _) => throw full);
        Assert.ThrowsAny<OutOfMemoryException>(() => Run(engine, scenario, default));
    }

    private static CampaignResult Run(string engine, Scenario scenario, CancellationToken cancellation)
    {
        using var campaign = New(engine, scenario, cancellation);
        return campaign.Run(cancellation: cancellation);
    }

    private static Campaign New(string engine, Scenario scenario, CancellationToken cancellation) => new(
        new()
        {
            Scenario = scenario,
            Engine = EngineCatalogue.Find(engine)!,
            Schedules = 2000,
            MostEvents = int.MaxValue,
        },
        cancellation);
}
