namespace RcuSim.Tests.Architecture;

public class TestNameTests
{
    [Fact]
    public void Tests_are_named_by_sentences() =>
        Expect.None(Source.Below("tests").SelectMany(TestNameRule.Check));

    [Theory]
    [InlineData("class C { [Fact] public void TheTreeIsEmpty() { } }")]
    [InlineData("class C { [Theory, Trait(\"a\", \"b\")] public void TheTreeIsEmpty(int n) { } }")]
    [InlineData("class C { [Trait(\"a\", \"b\")] [Fact] public void the_tree_is_empty() { } }")]
    public void Another_style_is_caught(string code) =>
        Expect.One("is not a sentence", TestNameRule.Check(new("tests/Unit/C.cs", code)));

    [Theory]
    [InlineData("class C { [Fact] public void The_tree_is_empty() { } }")]
    [InlineData("class C { [Fact] public void Passes() { } }")]
    [InlineData("class C { [Fact] public void FindNext_finds_nothing() { } void NoTestAtAll() { } }")]
    public void A_sentence_passes(string code) =>
        Expect.None(TestNameRule.Check(new("tests/Unit/C.cs", code)));
}
