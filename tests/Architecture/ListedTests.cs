namespace RcuSim.Tests.Architecture;

public class ListedTests
{
    [Fact]
    public void Oracles_are_listed_and_tested()
    {
        string jury = Repository.Read("src/RcuSim/Oracles/Jury/Jury.cs");
        string set = Repository.Read("src/RcuSim/Oracles/Jury/OracleSet.cs");
        string invariants = Repository.Read("docs/invariants.md");
        string tests = All("tests/Unit");
        Expect.None(Source.Below("src/RcuSim/Oracles")
            .SelectMany(source => ListedRule.CheckOracle(source, jury, set, invariants, tests)));
    }

    [Fact]
    public void Observers_are_listed_and_tested()
    {
        string actors = All("src/RcuSim/Scenarios/Actors");
        string locking = Repository.Read("docs/locking.md");
        string native = All("tests/Unit/Mm");
        var sources = Source.Below("src/RcuSim/Mm/Observers").ToList();
        Assert.True(sources.SelectMany(ListedRule.Observers).Distinct().Count() >= 3);
        Expect.None(sources
            .SelectMany(source => ListedRule.CheckObserver(source, actors, locking, native)));
    }

    [Theory]
    [InlineData("", "", "`X`", "new X()", "OracleSet")]
    [InlineData("", "new X(),", "", "new X()", "docs/invariants.md")]
    [InlineData("", "new X(),", "`X`", "new Y()", "tests/Unit")]
    [InlineData("new X(),", "", "`Y`", "", "docs/invariants.md")]
    public void An_oracle_that_is_not_listed_is_caught(
        string jury, string set, string invariants, string tests, string where)
    {
        var oracle = new Source("src/RcuSim/Oracles/X.cs", "class X(int n) : IOracle { class Inner; }");
        Expect.One(where, ListedRule.CheckOracle(oracle, jury, set, invariants, tests));
        Expect.None(ListedRule.CheckOracle(oracle, "", "new X(trees),", "`X`", "new X(trees)"));
        Expect.None(ListedRule.CheckOracle(oracle, "new X(),", "", "`X`", ""));
    }

    [Theory]
    [InlineData("", "`X`", "X.Run(m)", "no actor")]
    [InlineData("X.Run(m)", "", "X.Run(m)", "docs/locking.md")]
    [InlineData("X.Run(m)", "`X`", "", "real threads")]
    public void An_observer_that_is_not_listed_is_caught(
        string actors, string locking, string native, string where)
    {
        var observer = new Source("src/RcuSim/Mm/Observers/X.cs", "internal static class X;");
        Expect.One(where, ListedRule.CheckObserver(observer, actors, locking, native));
        Expect.None(ListedRule.CheckObserver(observer, "X.Run(m)", "`X`", "X.Run(m)"));
    }

    private static string All(string folder) =>
        string.Concat(Repository.Files(folder, "*.cs").Select(Repository.Read));
}
