namespace RcuSim.Tests.Architecture;

public class StyleTests
{
    [Fact]
    public void Sources_keep_the_sizes_and_are_finished() =>
        Expect.None(Source.Below("src", "tests", "samples", "benchmarks").SelectMany(StyleRule.Check));

    [Fact]
    public void A_list_with_its_scenario_and_its_tests_takes_less_than_a_hundred_lines() =>
        Assert.True(Repository.Read("tests/PublicApi/ListTests.cs").Count(letter => letter == '\n') < 100);

    [Fact]
    public void Sizes_are_caught_one_past_the_bound()
    {
        Expect.None(Check(Lines(StyleRule.FileLines)));
        Expect.One("301 lines", Check(Lines(StyleRule.FileLines + 1)));
        Expect.None(Check(new string('/', StyleRule.LineLength)));
        Expect.One("111 characters", Check(new string('/', StyleRule.LineLength + 1)));
        Expect.None(Check(Method(StyleRule.MethodLines)));
        Expect.One("61 lines", Check(Method(StyleRule.MethodLines + 1)));
    }

    [Theory]
    [InlineData("public class A; public class B;", "second public type")]
    [InlineData("namespace N; public enum A; public delegate void B();", "second public type")]
    [InlineData("// TODO: finish", "unfinished")]
    [InlineData("/// <summary>FIXME</summary>\nclass C;", "unfinished")]
    [InlineData("class C { void F() => throw new NotImplementedException(); }", "NotImplementedException")]
    public void Each_violation_is_caught(string code, string message) => Expect.One(message, Check(code));

    [Theory]
    [InlineData("public class A { public class Nested; } internal class B;")]
    [InlineData("class C { string s = \"TODO\"; }")]
    public void Allowed_code_passes(string code) => Expect.None(Check(code));

    private static IEnumerable<string> Check(string code) =>
        StyleRule.Check(new("src/RcuSim/Maple/C.cs", code));

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("//\n", count));

    private static string Method(int lines) => $"class C {{ void F()\n{{\n{Lines(lines - 3)}}}\n}}";
}
