using RcuSim.Exploration;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote;

/// <summary>Orders that only the race oracle sees, in code that the kernel is written in.</summary>
public class KernelIdiomTests
{
    [Theory]
    [InlineData("baton", 3000)]
    [InlineData("coyote", 600)]
    public void A_list_that_is_changed_under_a_lock_is_no_race(string engine, int schedules) =>
        Passes(KernelIdioms.List(), engine, schedules);

    [Theory]
    [InlineData("baton", 3000)]
    [InlineData("coyote", 600)]
    public void A_ring_buffer_with_a_control_dependency_is_no_race(string engine, int schedules) =>
        Passes(KernelIdioms.Ring(), engine, schedules);

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void A_node_deleted_without_the_lock_is_a_race(string engine) =>
        IsRace(KernelIdioms.List(deletesUnlocked: true), engine);

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void A_node_filled_after_it_was_published_is_a_race(string engine) =>
        IsRace(KernelIdioms.List(publishesFirst: true), engine);

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void A_slot_filled_without_the_dependency_is_a_race(string engine) =>
        IsRace(KernelIdioms.Ring(tail: MemoryOrder.Once), engine);

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void A_slot_shown_without_a_release_is_a_race(string engine) =>
        IsRace(KernelIdioms.Ring(head: MemoryOrder.Once), engine);

    private static void Passes(BodyScenario scenario, string engine, int schedules)
    {
        var result = Run(scenario, engine, schedules);
        Assert.True(result.Finding is null, result.Finding?.Violation.ToString());
        Assert.Equal(Verdict.Pass, result.Verdict);
    }

    private static void IsRace(BodyScenario scenario, string engine) =>
        Assert.Equal("DataRace", Run(scenario, engine, 2000).Finding?.Violation.Kind.Name);

    private static CampaignResult Run(BodyScenario scenario, string engine, int schedules)
    {
        using var campaign = new Campaign(new()
        {
            Scenario = scenario,
            Engine = EngineCatalogue.Find(engine)!,
            Schedules = schedules,
        });
        return campaign.Run();
    }
}
