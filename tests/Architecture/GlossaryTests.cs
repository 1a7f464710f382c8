using RcuSim.Tests.Documents;

namespace RcuSim.Tests.Architecture;

public class GlossaryTests
{
    [Fact]
    [Trait("Category", Passage.Category)]
    public void Kernel_names_are_in_the_glossary()
    {
        var table = Passage.InTable(Pages.At("docs", "glossary.md"), KernelNames.Heading);
        table.ShouldShow(KernelNames.Table(Source.Below("src"), table.Lines));
        Expect.None(KernelNames.WithoutMeaning(table.Lines));
    }

    [Theory]
    [InlineData("[KernelName(\"__mt_dup\")] class C;", "C")]
    [InlineData("class C { [Machine.KernelNameAttribute(\"__mt_dup\")] void F() { } }", "C.F")]
    [InlineData("struct C { [KernelName(\"__mt_dup\")] const int D = 1; }", "C.D")]
    [InlineData("class C { [KernelName(\"__mt_dup\")] C() { } }", "C")]
    [InlineData("enum C { [KernelName(\"__mt_dup\")] D }", "C.D")]
    public void A_name_is_listed_with_what_carries_it(string code, string carrier)
    {
        Source[] sources = [new("src/RcuSim/Maple/C.cs", code)];
        Assert.Equal([$"| `__mt_dup` | `{carrier}` |  |"], KernelNames.Table(sources, []));
        Assert.Equal(
            [$"| `__mt_dup` | `{carrier}` | a copy |"],
            KernelNames.Table(sources, ["| `__mt_dup` | `Old` | a copy |", "| `gone` | `Gone` | nothing |"]));
    }

    [Fact]
    public void A_name_without_meaning_is_caught()
    {
        Expect.One("`__mt_dup`", KernelNames.WithoutMeaning(["| `__mt_dup` | `C` |  |"]));
        Expect.None(KernelNames.WithoutMeaning(["| `__mt_dup` | `C` | a copy |"]));
    }
}
