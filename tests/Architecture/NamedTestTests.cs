namespace RcuSim.Tests.Architecture;

public class NamedTestTests
{
    private const string Path = "docs/ordering.md";
    private const string Heading = "## The orders of the kernel's memory model";

    [Fact]
    public void Tests_that_pages_name_exist()
    {
        var tests = Source.Below("tests").ToList();
        Expect.None(Repository.Files("docs", "*.md")
            .SelectMany(page => NamedTestRule.Check(page, Repository.Read(page), tests)));
    }

    [Fact]
    public void Each_order_that_is_known_names_a_test()
    {
        string page = Repository.Read(Path);
        Expect.None(NamedTestRule.CheckRows(Path, page[page.IndexOf(Heading, StringComparison.Ordinal)..]));
    }

    [Theory]
    [InlineData("`XTests.It_holds`", "")]
    [InlineData("`XTests.Help`", "no test XTests.Help")]
    [InlineData("`YTests.It_holds`", "no test YTests.It_holds")]
    public void A_test_that_does_not_exist_is_caught(string page, string culprit)
    {
        var source = new Source("tests/X.cs", "class XTests { [Fact] void It_holds() { } void Help() { } }");
        var found = NamedTestRule.Check(Path, page, [source]);
        if (culprit == "")
            Expect.None(found);
        else
            Expect.One(culprit, found);
    }

    [Theory]
    [InlineData("| wmb | yes | a fence | |\n", "'wmb'")]
    [InlineData("| wmb | more | | `Something` |\n", "'wmb'")]
    [InlineData("| wmb | no | | |\n", "")]
    [InlineData("| wmb | yes | | `XTests.It_holds` |\n", "")]
    public void A_row_without_a_test_is_caught(string table, string culprit)
    {
        var found = NamedTestRule.CheckRows(Path, table);
        if (culprit == "")
            Expect.None(found);
        else
            Expect.One(culprit, found);
    }
}
