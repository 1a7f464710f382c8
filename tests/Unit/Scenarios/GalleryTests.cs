using RcuSim.Faults;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Unit.Scenarios;

/// <summary>The gallery says of each switch all that is needed to catch it.</summary>
public class GalleryTests
{
    [Fact]
    public void Every_switch_has_one_row() =>
        Assert.Equal(Enum.GetValues<BugSwitch>(), Gallery.All.Select(bug => bug.Switch).Order());

    [Fact]
    public void Every_bug_is_looked_for_in_a_scenario_that_exists() =>
        Assert.All(Gallery.All, bug => Assert.NotNull(
            ScenarioCatalogue.Create(bug.Scenario, new() { Regime = bug.Regime }).Scenario));

    [Fact]
    public void Every_bug_is_expected_to_break_a_rule() =>
        Assert.All(Gallery.All, bug => Assert.NotEmpty(bug.Expected));

    [Fact]
    public void Identifiers_are_unique_and_in_order()
    {
        var keys = Gallery.All.Select(bug => (bug.Id[0], int.Parse(bug.Id[1..]))).ToList();
        Assert.Equal(keys.Distinct().Order(), keys);
        Assert.All(Gallery.All, bug => Assert.Same(bug, Gallery.Find(bug.Id.ToLowerInvariant())));
    }

    [Fact]
    public void A_slug_is_the_name_in_the_code() =>
        Assert.Equal(
            "dead-before-publish",
            Gallery.All.Single(bug => bug.Switch == BugSwitch.DeadBeforePublish).Slug);
}
