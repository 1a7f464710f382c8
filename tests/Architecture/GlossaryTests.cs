namespace RcuSim.Tests.Architecture;

public class GlossaryTests
{
    [Fact]
    public void Kernel_names_are_in_the_glossary()
    {
        var glossary = Repository.Read("docs/glossary.md");
        Expect.None(Source.Below("src").SelectMany(source => GlossaryRule.Check(source, glossary)));
    }

    [Theory]
    [InlineData("[KernelName(\"__mt_dup\")] class C;")]
    [InlineData("class C { [Machine.KernelNameAttribute(\"__mt_dup\")] void F() { } }")]
    public void A_name_that_is_missing_is_caught(string code)
    {
        Expect.One("`__mt_dup`", GlossaryRule.Check(new("src/RcuSim/Maple/C.cs", code), "`mt_dup`"));
        Expect.None(GlossaryRule.Check(new("src/RcuSim/Maple/C.cs", code), "| `__mt_dup` | … |"));
    }
}
