namespace RcuSim.Tests.Architecture;

public class WordTests
{
    [Fact]
    public void Words_are_known_by_the_constants_of_their_table() =>
        Expect.None(Source.Below("src")
            .Where(source => WordRule.Covers(source.Path))
            .SelectMany(WordRule.Check));

    [Theory]
    [InlineData("class C { ulong F(ulong address) => address + 32; }", "an offset")]
    [InlineData("class C { ulong F(ulong vma, int w) => vma + ((ulong)w * 8); }", "an offset")]
    [InlineData("class C { const int MmWord = 2; }", "a word number")]
    [InlineData("class C { object F() => new SlabField(\"vm_mm\", 2); }", "a word number")]
    [InlineData("class C { SlabCache F() => new(\"box\", size, [new(\"vm_mm\", 2)]); }", "a word number")]
    public void A_word_in_figures_is_caught(string code, string message) =>
        Expect.One(message, WordRule.Check(new("src/RcuSim/Mm/C.cs", code)));

    [Theory]
    [InlineData("class C { ulong F(ulong address) => WordAddress.Of(address, VmaWords.Mm); }")]
    [InlineData("class C { int F(int next) => next + 1; ulong Size => pages * 4096; }")]
    [InlineData("class C { object F() => new SlabField(\"vm_mm\", VmaWords.Mm); }")]
    public void Words_by_name_pass(string code) =>
        Expect.None(WordRule.Check(new("src/RcuSim/Mm/C.cs", code)));

    [Theory]
    [InlineData("src/RcuSim/Mm/Objects/Vma.cs", true)]
    [InlineData("src/RcuSim/Checking/Oracles/Leak.cs", true)]
    [InlineData("src/RcuSim/Mm/Objects/VmaWords.cs", false)]
    [InlineData("src/RcuSim/Maple/Node/MapleNode.cs", false)]
    public void Tables_and_other_layers_are_left_out(string path, bool covered) =>
        Assert.Equal(covered, WordRule.Covers(path));
}
