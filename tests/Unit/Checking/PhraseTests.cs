using RcuSim.Explaining;
using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>What sites of a user's own say, in timelines and explanations.</summary>
public class PhraseTests
{
    private static readonly Site from = new("own-from", SiteKind.Search) { Phrase = Site.NoRow };
    private static readonly Site found = new("own-found", SiteKind.Search)
    {
        Phrase = said => $"searched from {said.Last(from)}: {said.Name(said.Value)}",
    };

    private readonly Bench bench = new();

    public PhraseTests()
    {
        bench.Start();
        Search("a", 7, 5);
    }

    [Fact]
    public void A_phrase_knows_what_the_same_thread_observed_last()
    {
        Search("a", 20, 6);
        bench["b"].Observe(from, 3);
        bench["a"].Observe(found, 1);
        bench["b"].Observe(found, 0);
        Assert.Equal(
            """
                    a
                    |           b
                1   1 searched from 7: 5
                2   3 searched from 20: 6
                3   4 searched from 20: 1
                4   |           1 searched from 3: 0

            """,
            bench.Draw());
    }

    [Fact]
    public void An_explanation_says_the_same()
    {
        int position = bench.History.Log.Count - 1;
        var explanation = new Explanation(bench.History).At(position, "it ends");
        var violation = explanation.Proves(ViolationKind.Imbalance, "", position);
        Assert.Equal(["it ends: a:1 searched from 7: 5"], violation.Explanation);
    }

    [Fact]
    public void A_part_that_an_explanation_names_has_a_row()
    {
        var violation = new Violation(ViolationKind.Imbalance, "", [], bench.History.Log.Count - 2);
        string text = Timeline.Draw(bench.History, violation, bench.Conflicts);
        Assert.Contains("! 0 own-from(7)", text, StringComparison.Ordinal);
    }

    private void Search(string thread, ulong start, ulong value)
    {
        bench[thread].Observe(from, start);
        bench[thread].Observe(found, value);
    }
}
