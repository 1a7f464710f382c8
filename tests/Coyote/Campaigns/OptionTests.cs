using RcuSim.Exploration;
using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Coyote;

/// <summary>Options and scenarios that have no meaning are refused with what was expected.</summary>
public class OptionTests
{
    private static readonly Scenario idle = new BodyScenario(1, (m, c) => m.Load(c[0], MemoryOrder.Once));

    public static TheoryData<string, CampaignOptions> Wrong => new()
    {
        { "Scenario is null: expected a scenario", new() { Scenario = null! } },
        { "Engine is null: expected a row of", new() { Scenario = idle, Engine = null! } },
        { "Oracles is null: expected", new() { Scenario = idle, Oracles = null! } },
        { "Failures is null: expected", new() { Scenario = idle, Failures = null! } },
        { "Schedules is 0: expected 1 or more", new() { Scenario = idle, Schedules = 0 } },
        { "MostEvents is -1: expected 1 or more", new() { Scenario = idle, MostEvents = -1 } },
        { "Time is 00:00:00: expected more than 0", new() { Scenario = idle, Time = TimeSpan.Zero } },
        { "MostSilence is 00:00:00: expected", new() { Scenario = idle, MostSilence = TimeSpan.Zero } },
        { "no strategy 'luck'; expected one of", new() { Scenario = idle, Strategy = "luck" } },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void A_wrong_option_is_refused(string expected, CampaignOptions options)
    {
        Assert.Contains(expected, Assert.ThrowsAny<ArgumentException>(() => new Campaign(options)).Message);
        Assert.Contains(
            expected, Assert.ThrowsAny<ArgumentException>(() => Survey.Run(options, _ => "")).Message);
    }

    [Theory]
    [InlineData("has 0 actors: expected 1 to 200", "fine")]
    [InlineData("the name of scenario Named is '': expected 1 to 64 letters", "", "a")]
    [InlineData("the name of scenario Named is '../x': expected", "../x", "a")]
    [InlineData("the label of actor 2 of scenario fine is 'b/c': expected", "fine", "a", "b/c")]
    [InlineData("the label of actor 1 of scenario fine is ''", "fine", "")]
    [InlineData("actor 3 of scenario fine is called 'a', as one before", "fine", "a", "b", "a")]
    [InlineData("actor 1 of scenario fine is called 'setup', as a thread of the library", "fine", "setup")]
    public void A_badly_formed_scenario_is_refused(string expected, string name, params string[] labels)
    {
        var scenario = new Named(name, labels);
        var error = Assert.Throws<ScenarioException>(() => new Campaign(new() { Scenario = scenario }));
        Assert.Contains(expected, error.Message);
    }

    private sealed class Named(string name, string[] labels) : Scenario
    {
        public override string Name => name;

        public override string Summary => "";

        public override IReadOnlyList<Actor> Actors { get; } = [.. labels.Select(label => new Idle(label))];

        public override ulong Setup<TMachine>(TMachine machine) => 0;

        public override void Teardown<TMachine>(TMachine machine, ulong world)
        {
        }

        public override void RunCallback<TMachine>(
            TMachine machine, int function, ulong first, ulong second)
        {
        }
    }

    private sealed class Idle(string label) : Actor(label)
    {
        public override void Run<TMachine>(TMachine machine, ulong world)
        {
        }
    }
}
