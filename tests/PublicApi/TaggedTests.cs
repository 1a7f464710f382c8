using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.PublicApi;

/// <summary>Words that hold an address, a count in the upper 16 bits, and a bit at the bottom.</summary>
public class TaggedTests
{
    [Theory]
    [InlineData("baton", false)]
    [InlineData("baton", true)]
    [InlineData("coyote", true)]
    public void A_stack_that_counts_its_changes_passes(string engine, bool closes)
    {
        var result = Run(engine, counts: true, closes);
        Assert.True(result.Finding is null, $"{result.Finding?.Violation}\n{result.Finding?.Timeline}");
    }

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void Without_the_count_a_node_is_taken_twice(string engine)
    {
        var finding = Run(engine, counts: false, closes: false).Finding;
        Assert.Equal(ViolationKind.DoubleFree, finding?.Violation.Kind);
    }

    [Fact]
    public void It_runs_on_real_threads()
    {
        using var system = new NativeSystem();
        using NativeThread main = system.CreateThread();
        Scenario scenario = new TaggedScenario(counts: true);
        for (int i = 0; i < 200; i++)
        {
            ulong world = scenario.Setup(main.Machine);
            Thread[] threads = [.. scenario.Actors.Select(actor => new Thread(() => Run(actor, world)))];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
            scenario.Teardown(main.Machine, world);
            Assert.Equal(0, system.Live(TaggedWords.Node));
        }

        void Run(Actor actor, ulong world)
        {
            using NativeThread thread = system.CreateThread();
            actor.Run(thread.Machine, world);
        }
    }

    private static CampaignResult Run(string engine, bool counts, bool closes)
    {
        using var campaign = new Campaign(new CampaignOptions
        {
            Scenario = new TaggedScenario(counts, closes),
            Engine = EngineCatalogue.Find(engine)!,
            Schedules = 2000,
        });
        return campaign.Run();
    }
}
