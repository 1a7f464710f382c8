using RcuSim.Explaining;
using RcuSim.Exploration;

namespace RcuSim.Tests.PublicApi;

/// <summary>
/// Memory that is freed by polls and without a function, on both engines and on real threads.
/// </summary>
public class ReclaimTests
{
    [Fact]
    public void What_was_polled_breaks_no_rule()
    {
        Check.Passes(
            new ReclaimScenario(), new() { Engines = [.. EngineCatalogue.All], Schedules = 1000 });
        Check.RunsNatively(new ReclaimScenario());
    }

    [Theory]
    [InlineData("takes the state too early")]
    [InlineData("takes no for yes")]
    [InlineData("frees at once")]
    public void What_is_freed_too_early_is_caught(string mistake)
    {
        foreach (var engine in EngineCatalogue.All)
        {
            Check.Catches(
                new ReclaimScenario(mistake),
                ViolationKind.UseAfterFree,
                new() { Engines = [engine], Schedules = 2000 });
        }
    }
}
