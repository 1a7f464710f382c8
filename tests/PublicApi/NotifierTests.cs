using RcuSim.Explaining;
using RcuSim.Exploration;

namespace RcuSim.Tests.PublicApi;

/// <summary>A structure whose readers may sleep, on both engines and on real threads.</summary>
public class NotifierTests
{
    private static readonly CheckOptions options = new()
    {
        Engines = [.. EngineCatalogue.All],
        Schedules = 1000,
    };

    [Fact]
    public void Sleeping_readers_break_no_rule()
    {
        Check.Passes(new NotifierScenario(), options);
        Check.RunsNatively(new NotifierScenario());
    }

    [Fact]
    public void A_notifier_that_is_freed_after_the_wrong_grace_period_is_caught()
    {
        foreach (string mistake in (string[])["waits for RCU", "reads under RCU"])
            Caught(mistake, ViolationKind.UseAfterFree);
    }

    [Fact]
    public void A_reader_that_waits_for_its_own_section_is_caught() =>
        Caught("waits in its section", ViolationKind.Deadlock);

    private static void Caught(string mistake, ViolationKind kind)
    {
        foreach (var engine in EngineCatalogue.All)
            Check.Catches(new NotifierScenario(mistake), kind, new() { Engines = [engine] });
    }
}
