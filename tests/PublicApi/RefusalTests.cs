using RcuSim.Exploration;
using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.PublicApi;

/// <summary>What a user hears of a scenario that cannot be judged.</summary>
public class RefusalTests
{
    [Fact]
    public void A_body_that_counts_its_runs_is_told_which_event_differs()
    {
        var error = Assert.Throws<ScenarioException>(() => Run(new()
        {
            Scenario = new Remembering(),
            Schedules = 100,
        }));
        Assert.Contains("not deterministic: event 1 of thread remembering differs", error.Message);
    }

    [Fact]
    public void An_option_without_a_meaning_is_told_what_was_expected()
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => Run(new()
        {
            Scenario = new Remembering(),
            MostSilence = TimeSpan.Zero,
        }));
        Assert.Contains("MostSilence is 00:00:00: expected more than 0", error.Message);
    }

    private static void Run(CampaignOptions options)
    {
        using var campaign = new Campaign(options);
        campaign.Run();
    }

    /// <summary>Its body does something else each time, as nobody but it can know.</summary>
    private sealed class Remembering : Scenario
    {
        private static readonly Site round = new("refusal-round", SiteKind.Value);

        public override string Name => "remembering";

        public override string Summary => "a body that counts its runs";

        public override IReadOnlyList<Actor> Actors { get; } = [new Counter("remembering")];

        public override ulong Setup<TMachine>(TMachine machine) => 0;

        public override void Teardown<TMachine>(TMachine machine, ulong world)
        {
        }

        public override void RunCallback<TMachine>(
            TMachine machine, int function, ulong retired, ulong argument)
        {
        }

        private sealed class Counter(string label) : Actor(label)
        {
            private ulong rounds;

            public override void Run<TMachine>(TMachine machine, ulong world) =>
                machine.Observe(round, ++rounds);
        }
    }
}
