using RcuSim.Machine;
using RcuSim.Maple;
using Xunit.Abstractions;

namespace RcuSim.Tests.Unit.Maple;

public sealed class SoakTests(ITestOutputHelper output)
{
    private const ulong OneLeaf = 5;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Readers_of_a_big_tree_see_only_what_was_stored(int seed)
    {
        var soak = new TreeSoak(new(), top: 60_000, anchorEvery: 256);
        soak.Run(TimeSpan.FromSeconds(2), readers: 2, seed);
        Report(soak);
        Assert.Null(soak.Failure);
        MapleStrategy[] raced =
        [
            MapleStrategy.ExactFit, MapleStrategy.SlotStore, MapleStrategy.NodeStore,
            MapleStrategy.SplitStore, MapleStrategy.Rebalance, MapleStrategy.SpanningStore,
        ];
        Assert.All(raced, strategy => Assert.True(soak.Strategies.GetValueOrDefault(strategy) > 20));
        Assert.True(soak is { Lookups: > 10_000, Freed: > 1_000 } && soak.Excused < soak.Lookups / 1000);
    }

    /// <summary>Every strategy that RCU mode uses, up from nothing and down again.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Readers_of_a_tree_that_comes_and_goes_see_only_what_was_stored(int seed)
    {
        var soak = new TreeSoak(new(), top: 2_000, anchorEvery: 0, emptyEvery: 100);
        soak.Run(TimeSpan.FromSeconds(2), readers: 2, seed);
        Report(soak);
        Assert.Null(soak.Failure);
        var raced = Enum.GetValues<MapleStrategy>().Except([MapleStrategy.None, MapleStrategy.Append]);
        Assert.All(raced, strategy => Assert.True(soak.Strategies.GetValueOrDefault(strategy) > 20));
        Assert.True(soak is { Lookups: > 10_000, Freed: > 1_000 } && soak.Excused < soak.Lookups / 1000);
    }

    [Fact]
    public void Readers_of_a_tree_of_one_leaf_see_only_what_was_stored()
    {
        var soak = new TreeSoak(new() { PoisonOnFree = true }, OneLeaf, anchorEvery: 0);
        soak.Run(TimeSpan.FromSeconds(2), readers: 2, seed: 1);
        Report(soak);
        Assert.Null(soak.Failure);
        Assert.True(soak.Strategies.GetValueOrDefault(MapleStrategy.NewRoot) > 20);
        Assert.True(soak is { Lookups: > 10_000, Freed: > 1_000 });
    }

    /// <summary>
    /// The control: without grace periods a node is used again while a reader is in it. The tree has one
    /// leaf, so that no reader takes a wild word for an address.
    /// </summary>
    [Fact]
    public void Without_grace_periods_a_reader_sees_what_was_never_stored()
    {
        var options = new NativeOptions { PoisonOnFree = true, Bug = NativeBug.SkipsGracePeriods };
        var soak = new TreeSoak(options, OneLeaf, anchorEvery: 0);
        soak.Run(TimeSpan.FromSeconds(30), readers: 2, seed: 1);
        Report(soak);
        Assert.NotNull(soak.Failure);
    }

    private void Report(TreeSoak soak)
    {
        var strategies = string.Join(", ", soak.Strategies.Select(pair => $"{pair.Key} {pair.Value}"));
        output.WriteLine(
            $"{soak.Writes} writes ({strategies}), {soak.Lookups} lookups, {soak.Freed} nodes freed, "
            + $"{soak.Excused} excused; "
            + soak.Failure);
    }
}
