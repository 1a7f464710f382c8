using RcuSim.Explaining;
using RcuSim.Exploration;

namespace RcuSim.Tests.PublicApi;

/// <summary>A thread that others start and wait for, on both engines and on real threads.</summary>
public class HelperTests
{
    [Fact]
    public void A_helper_that_is_started_and_waited_for_breaks_no_rule()
    {
        Check.Passes(new HelperScenario(), new() { Engines = [.. EngineCatalogue.All], Schedules = 500 });
        Check.RunsNatively(new HelperScenario());
    }

    public static TheoryData<string, ViolationKind> Mistakes() => new()
    {
        { "starts too early", ViolationKind.BrokenInvariant },
        { "does not wait", ViolationKind.BrokenInvariant },
        { "does not start", ViolationKind.Deadlock },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_start_or_an_end_in_the_wrong_place_is_caught(string mistake, ViolationKind kind)
    {
        foreach (var engine in EngineCatalogue.All)
        {
            Check.Catches(
                new HelperScenario(mistake), kind, new() { Engines = [engine], Schedules = 500 });
        }
    }
}
