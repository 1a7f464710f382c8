using RcuSim.Tests.Documents;

namespace RcuSim.Tests.Architecture;

public class TermsTests
{
    private const string Glossary = """
        ## Terms

        | term | meaning |
        |---|---|
        | cycle | a read section in a circle |

        ## Not these words

        | not | but |
        |---|---|
        | *read section, read sections* | read-side critical section |
        | *circle* | cycle |
        """;

    private static readonly TermsRule rule = new(Glossary);

    [Fact]
    public void Pages_use_the_terms_of_the_glossary()
    {
        var pages = new[] { "docs", "samples" }.SelectMany(folder => Repository.Files(folder, "*.md"))
            .Concat(Directory.GetFiles(Pages.Root, "*.md").Select(path => Path.GetFileName(path)));
        var terms = new TermsRule(Repository.Read("docs/glossary.md"));
        Expect.None(pages.SelectMany(page => terms.CheckPage(page, Repository.Read(page))));
    }

    [Fact]
    public void Comments_and_messages_use_the_terms_of_the_glossary()
    {
        var terms = new TermsRule(Repository.Read("docs/glossary.md"));
        Expect.None(Source.Below("src").SelectMany(terms.CheckSource));
    }

    [Theory]
    [InlineData("# A\n\nIn read sections.\n", "docs/a.md:3: 'read sections', say read-side critical section")]
    [InlineData("```\ncircle\n```\nA Circle.\n", "docs/a.md:4: 'Circle', say cycle")]
    public void A_word_on_a_page_is_caught(string text, string message) =>
        Expect.One(message, rule.CheckPage("docs/a.md", text));

    [Theory]
    [InlineData("A `circle`, the circles and\n\n```\nread section\n```\n")]
    [InlineData("| *circle* | cycle |\n")]
    public void Code_and_the_table_itself_are_no_prose(string text) =>
        Expect.None(rule.CheckPage("docs/a.md", text));

    [Theory]
    [InlineData("/// <summary>A circle.</summary>\nclass C;")]
    [InlineData("// In a read section.\nclass C;")]
    [InlineData("class C { string s = \"wait in a circle\"; }")]
    [InlineData("class C { string s = $\"{1} waits in a circle\"; }")]
    public void A_word_in_a_source_is_caught(string code) =>
        Assert.Single(rule.CheckSource(new("src/RcuSim/Maple/C.cs", code)));

    [Theory]
    [InlineData("class Circle { string circle = \"circle\"; }")]
    [InlineData("/// <summary>A <see cref=\"Circle\"/> and a <c>circle</c>.</summary>\nclass C;")]
    public void Names_are_no_prose(string code) =>
        Expect.None(rule.CheckSource(new("src/RcuSim/Maple/C.cs", code)));
}
