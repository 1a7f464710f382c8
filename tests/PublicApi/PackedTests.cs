using RcuSim.Exploration;
using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.PublicApi;

/// <summary>Fields smaller than a word, several in one.</summary>
public class PackedTests
{
    [Theory]
    [InlineData("baton", "Replace")]
    [InlineData("baton", "CompareExchange")]
    [InlineData("coyote", "Replace")]
    [InlineData("coyote", "CompareExchange")]
    public void Neighbours_keep_what_each_of_them_wrote(string engine, string way)
    {
        var finding = Run(engine, way);
        Assert.True(finding is null, $"{finding?.Violation}\n{finding?.Timeline}");
    }

    [Theory]
    [InlineData("baton", "WholeWord", "Imbalance")]
    [InlineData("coyote", "WholeWord", "Imbalance")]
    [InlineData("baton", "Plain", "DataRace")]
    [InlineData("coyote", "Plain", "DataRace")]
    public void A_neighbour_s_word_is_not_written_by_halves(string engine, string way, string kind) =>
        Assert.Equal(kind, Run(engine, way)?.Violation.Kind.ToString());

    [Theory]
    [InlineData("Replace")]
    [InlineData("CompareExchange")]
    public void They_keep_it_on_real_threads(string way)
    {
        Scenario scenario = new PackedScenario(Enum.Parse<PackedWay>(way));
        using var system = new NativeSystem();
        using NativeThread main = system.CreateThread();
        IMachine machine = main.Machine;
        for (int i = 0; i < 200; i++)
        {
            ulong world = scenario.Setup(main.Machine);
            Thread[] threads = [.. scenario.Actors.Select(actor => new Thread(() => Act(actor, world)))];
            Array.ForEach(threads, thread => thread.Start());
            Array.ForEach(threads, thread => thread.Join());
            Assert.Equal(0x02_02_02UL, machine.Load(world, MemoryOrder.Once));
            scenario.Teardown(main.Machine, world);
        }

        void Act(Actor actor, ulong world)
        {
            using NativeThread thread = system.CreateThread();
            actor.Run(thread.Machine, world);
        }
    }

    private static Finding? Run(string engine, string way)
    {
        using var campaign = new Campaign(new CampaignOptions
        {
            Scenario = new PackedScenario(Enum.Parse<PackedWay>(way)),
            Engine = EngineCatalogue.Find(engine)!,
            Schedules = 1000,
        });
        return campaign.Run().Finding;
    }
}
