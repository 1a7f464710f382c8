namespace RcuSim.Tests.Architecture;

public class SnippetTests
{
    [Fact]
    public void Code_for_strangers_comes_from_what_is_compiled_and_run()
    {
        const string page = "docs/your-structure.md";
        Expect.None(SnippetRule.Check(page, Repository.Read(page), Repository.Read));
    }

    [Theory]
    [InlineData("```csharp\na();\n```\n", "code without a comment")]
    [InlineData("<!-- from x.cs -->\n```csharp\nb();\n```\n", "does not stand in x.cs")]
    public void Code_from_nowhere_is_caught(string page, string message) =>
        Expect.One(message, SnippetRule.Check("docs/p.md", page, _ => "  a();\n"));

    [Theory]
    [InlineData("<!-- from x.cs -->\n```csharp\n  a();\n  b();\n```\n")]
    [InlineData("```\nanything\n```\n")]
    public void Code_that_stands_there_passes(string page) =>
        Expect.None(SnippetRule.Check("docs/p.md", page, _ => "{\n  a();\n  b();\n}\n"));
}
