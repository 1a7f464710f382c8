using RcuSim.Tests.Documents;
using Xunit.Sdk;

namespace RcuSim.Tests.Cli;

/// <summary>A stale passage fails, and only such a one; renewing changes nothing else.</summary>
public sealed class PassageTests : IDisposable
{
    private const string Page = """
        # Page

        ```
        $ rcusim list
        one
        two
        ```

        <!-- rows: two -->

        ```
        three
        ```

        | outcome | seen |
        |---|---:|
        | fine | 1 |

        The end.

        """;

    private readonly TemporaryFolder folder = new();
    private readonly string path;

    public PassageTests()
    {
        path = folder["page.md"];
        File.WriteAllText(path, Page);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_passage_that_is_out_of_date_fails_and_names_the_line_and_the_command()
    {
        var failure = Assert.Throws<FailException>(() => Block().ShouldShow(["one", "2"], renew: false));
        Assert.Contains("page.md:6 is out of date. It shows\n'two'\nand should show\n'2'\n", failure.Message);
        Assert.Contains(Passage.Renewal, failure.Message);
        Assert.Throws<FailException>(() => Block().ShouldShow(["one"], renew: false));
        Assert.Throws<FailException>(() => Block().ShouldShow(["one", "two", "three"], renew: false));
        Assert.Equal(Page, File.ReadAllText(path));
    }

    [Fact]
    public void A_passage_that_is_up_to_date_passes()
    {
        Block().ShouldShow(["one", "two"], renew: false);
        Passage.BelowComment(path, "<!-- rows: two -->").ShouldShow(["three"], renew: false);
        Passage.InTable(path, "| outcome | seen |").ShouldShow(["| fine | 1 |"], renew: false);
    }

    [Fact]
    public void Renewing_changes_the_passage_and_nothing_else()
    {
        Block().ShouldShow(["1"], renew: true);
        Passage.BelowComment(path, "<!-- rows: two -->").ShouldShow(["3", "4"], renew: true);
        Passage.InTable(path, "| outcome | seen |").ShouldShow(["| fine | 2 |"], renew: true);
        string renewed = Page.Replace("one\ntwo", "1", StringComparison.Ordinal)
            .Replace("three", "3\n4", StringComparison.Ordinal)
            .Replace("fine | 1", "fine | 2", StringComparison.Ordinal);
        Assert.Equal(renewed, File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Location));
    }

    [Fact]
    public void A_passage_that_is_missing_fails() =>
        Assert.Contains(
            "has no line '$ rcusim lost'",
            Assert.Throws<TrueException>(() => Passage.InBlock(path, "$ rcusim lost")).Message);

    private Passage Block() => Passage.InBlock(path, "$ rcusim list");
}
