using RcuSim.Machine;
using RcuSim.Tests.Unit.Checking;

namespace RcuSim.Tests.Unit.Machine;

/// <summary>What a simulated thread may give where a site is expected.</summary>
public class SiteArgumentTests
{
    private static readonly Site acts = new("test-acts", SiteKind.Bug);
    private readonly Bench bench = new();

    public SiteArgumentTests() => bench.Start();

    [Fact]
    public void The_head_of_a_loop_is_of_kind_retry()
    {
        var refused = Assert.Throws<ArgumentException>(() => bench["a"].Spin(acts));
        Assert.Equal(
            "the head of a loop needs a site of kind Retry, test-acts is of kind Bug (Parameter 'site')",
            refused.Message);
        Assert.Throws<ArgumentException>(() => bench["a"].Retry(acts));
    }

    [Fact]
    public void A_site_that_is_missing_is_named()
    {
        Assert.Equal("site", Missing(() => bench["a"].Spin(null!)));
        Assert.Equal("site", Missing(() => bench["a"].Retry(null!)));
        Assert.Equal("site", Missing(() => bench["a"].Choose(null!, 2)));
        Assert.Equal("site", Missing(() => bench["a"].Fails(null!)));
        Assert.Equal("key", Missing(() => bench["a"].Observe(null!, 1)));

        static string? Missing(Action call) => Assert.Throws<ArgumentNullException>(call).ParamName;
    }
}
