using RcuSim.Faults;
using RcuSim.Mm;
using RcuSim.Scenarios;
using RcuSim.Tests.Unit.Mm;

namespace RcuSim.Tests.Unit.Scenarios;

public class ScenarioCatalogueTests
{
    public static TheoryData<string> Names() => new(ScenarioCatalogue.All.Select(info => info.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_scenario_runs_alone_to_a_clean_end(string name)
    {
        var creation = ScenarioCatalogue.Create(name, new());
        Assert.Equal("", creation.Error);
        var box = new Sandbox(creation.Scenario!);
        box.RunActors();
        box.ExpectNothingLeft();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Actors_have_names_of_their_own(string name)
    {
        var actors = ScenarioCatalogue.Create(name, new()).Scenario!.Actors;
        var labels = actors.Select(actor => actor.Label).ToList();
        Assert.Equal(labels.Distinct(), labels);
        Assert.True(labels.Count >= 2);
    }

    [Fact]
    public void Failure_plans_can_be_read() =>
        Assert.All(
            ScenarioCatalogue.All.Where(info => info.FailurePlan.Length > 0),
            info => Assert.NotNull(FailurePlan.Parse(info.FailurePlan, out _)));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(64, 65)]
    public void Fork_takes_as_many_readers_as_asked(int readers, int actors) =>
        Assert.Equal(
            actors, ScenarioCatalogue.Create("fork", new() { Readers = readers }).Scenario!.Actors.Count);

    [Fact]
    public void What_makes_no_sense_is_refused_in_one_line()
    {
        Expect("no scenario is called 'frok'; there are fork, ", "frok", new(), unsupported: false);
        Expect("65 readers; expected 0 to 64", "fork", new() { Readers = 65 }, unsupported: false);
        Expect("-1 readers; expected 0 to 64", "fork", new() { Readers = -1 }, unsupported: false);
        Expect(
            "scenario 'unmap' has its own layout and readers; only fork and fork-failure take others",
            "unmap",
            new() { Layout = VmaLayout.BuiltIn },
            unsupported: false);
        var later = new ScenarioOptions { Regime = ForkRegime.V68 };
        Expect("fork variant V68 is not built, only V3", "fork", later, unsupported: true);
    }

    [Fact]
    public void The_built_in_layout_is_a_layout() =>
        Assert.NotNull(VmaLayout.Create(VmaLayout.BuiltIn.Entries, out _, out _));

    private static void Expect(string error, string name, ScenarioOptions options, bool unsupported)
    {
        var creation = ScenarioCatalogue.Create(name, options);
        Assert.Null(creation.Scenario);
        Assert.StartsWith(error, creation.Error);
        Assert.Equal(unsupported, creation.IsUnsupported);
    }
}
