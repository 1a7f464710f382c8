using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Xunit;
using Xunit.Abstractions;

namespace RcuSim.Tests.PublicApi;

/// <summary>A lock that the library knows nothing of.</summary>
public class TicketTests(ITestOutputHelper output) : ScenarioTests(output)
{
    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void The_correct_lock_passes(string engine) => Passes(new TicketScenario(), On(engine));

    [Fact]
    public void The_correct_lock_runs_on_real_threads() => RunsNatively(new TicketScenario());

    [Theory]
    [InlineData("baton", "SharesNumbers", "Livelock")]
    [InlineData("baton", "ReleasesEarly", "DataRace")]
    [InlineData("baton", "KeepsTheLock", "Livelock")]
    [InlineData("coyote", "SharesNumbers", "Livelock")]
    [InlineData("coyote", "ReleasesEarly", "DataRace")]
    [InlineData("coyote", "KeepsTheLock", "Livelock")]
    public void Each_mistake_is_caught(string engine, string bug, string kind) =>
        Catches(new TicketScenario(Enum.Parse<TicketBug>(bug)), new ViolationKind(kind), On(engine));

    private static CheckOptions On(string engine) =>
        new() { Engines = [EngineCatalogue.Find(engine)!], Schedules = 2000 };
}
