using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.PublicApi;

/// <summary>Objects whose length is chosen when they are taken.</summary>
public class GrowingTests
{
    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void An_array_that_grows_passes(string engine)
    {
        var finding = Run(engine, publishesEarly: false);
        Assert.True(finding is null, $"{finding?.Violation}\n{finding?.Timeline}");
    }

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void An_array_that_is_published_before_it_is_filled_is_caught(string engine) =>
        Assert.Equal(ViolationKind.DataRace, Run(engine, publishesEarly: true)?.Violation.Kind);

    [Fact]
    public void It_grows_on_real_threads()
    {
        Scenario scenario = new GrowingScenario();
        using var system = new NativeSystem(new NativeOptions { PoisonOnFree = true }, scenario.RunCallback);
        using NativeThread main = system.CreateThread();
        ulong world = scenario.Setup(main.Machine);
        Thread[] threads = [.. scenario.Actors.Select(actor => new Thread(() => Act(actor)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        scenario.Teardown(main.Machine, world);
        Assert.All([0, 1, 3], tail => Assert.Equal(0, system.Live(GrowingWords.Array.WithTail(tail))));

        void Act(Actor actor)
        {
            using NativeThread thread = system.CreateThread();
            actor.Run(thread.Machine, world);
        }
    }

    private static Finding? Run(string engine, bool publishesEarly)
    {
        using var campaign = new Campaign(new CampaignOptions
        {
            Scenario = new GrowingScenario(publishesEarly),
            Engine = EngineCatalogue.Find(engine)!,
            Schedules = 2000,
        });
        return campaign.Run().Finding;
    }
}
