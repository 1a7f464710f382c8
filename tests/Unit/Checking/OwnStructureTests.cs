using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>Sites of a user's own are judged and drawn by their kind.</summary>
public class OwnStructureTests : DataRaceLog
{
    private static readonly Site push = new("own-push", SiteKind.Operation);
    private static readonly Site other = new("own-other", SiteKind.Value);
    private static readonly Site end = new("own-end", SiteKind.OperationEnd);
    private static readonly Site part = new("own-part", SiteKind.Value) { Phrase = Site.NoRow };
    private static readonly Site pushed = new("own-pushed", SiteKind.Value)
    {
        Phrase = said => $"pushes {said.Name(said.Value)} over {said.WordName(said.Last(part))}",
    };

    private static readonly Site left = new("own-left", SiteKind.Balance);

    [Fact]
    public void A_race_is_reported_when_an_own_operation_ends()
    {
        Bench["w"].BeginOperation(push, Root);
        Write("w");
        Read("r");
        Bench["r"].Observe(other, 0);
        Assert.Null(Bench.Violation);
        Bench["r"].Observe(end, push.Number);
        Assert.Equal(ViolationKind.DataRace, Bench.Violation?.Kind);
    }

    [Fact]
    public void A_balance_of_one_s_own_is_judged()
    {
        var bench = new Bench(new Balance());
        bench.Start();
        bench["a"].Observe(other, 1);
        Assert.Null(bench.Violation);
        bench["a"].Observe(left, 1);
        Assert.Equal("At the end own-left is out of balance by 1.", bench.Violation?.Message);
    }

    [Fact]
    public void A_phrase_of_one_s_own_makes_one_row_of_several_observations()
    {
        Bench["w"].Observe(part, TestCaches.Value(Root));
        Bench["r"].Observe(part, 1);
        Bench["w"].Observe(pushed, Root);
        string text = Timeline.Draw(Bench.History, null, new());
        Assert.Contains("pushes box#0 over box#0.value", text, StringComparison.Ordinal);
        Assert.DoesNotContain("own-", text, StringComparison.Ordinal);
    }
}
