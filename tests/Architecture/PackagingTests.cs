namespace RcuSim.Tests.Architecture;

public class PackagingTests
{
    private const string Properties =
        "<Project><PropertyGroup><Version>1.2.3</Version></PropertyGroup></Project>";

    [Fact]
    public void One_file_sets_the_version() => Expect.None(PackagingRule.CheckVersion(
        new[] { "*.props", "*.targets", "*.csproj" }
            .SelectMany(pattern => Repository.Files(".", pattern))
            .Select(path => (path, Repository.Read(path)))));

    [Fact]
    public void The_changelog_begins_with_the_version() => Expect.None(PackagingRule.CheckChangelog(
        Repository.Read("Directory.Build.props"), Repository.Read("CHANGELOG.md")));

    [Fact]
    public void The_notices_name_what_is_shipped() => Expect.None(PackagingRule.CheckNotices(
        Repository.Read("THIRD-PARTY-NOTICES.md"),
        Repository.Files("src", "packages.lock.json").Select(Repository.Read)));

    [Fact]
    public void A_second_version_is_caught() => Expect.One(
        "b.csproj", PackagingRule.CheckVersion([("a.props", Properties), ("b.csproj", Properties)]));

    [Fact]
    public void A_changelog_without_the_version_is_caught()
    {
        Expect.One("1.2.3", PackagingRule.CheckChangelog(Properties, "# Changelog\n\n## [1.2.2] - later\n"));
        Expect.None(PackagingRule.CheckChangelog(Properties, "# Changelog\n\n## [1.2.3] - later\n"));
    }

    [Theory]
    [InlineData("", "does not name Mono.Cecil 0.11.5")]
    [InlineData("| Mono.Cecil | 0.11.5 |\n| ScottPlot | 5.0 |", "names ScottPlot 5.0, which is not shipped")]
    public void Notices_that_are_wrong_are_caught(string notices, string message)
    {
        const string lockFile = """
            { "dependencies": { "net10.0": {
              "rcusim": { "type": "Project" },
              "Roslynator.Analyzers": { "type": "Direct", "resolved": "5.0.1" },
              "Mono.Cecil": { "type": "Direct", "resolved": "0.11.5" } } } }
            """;
        Expect.One(message, PackagingRule.CheckNotices(notices, [lockFile]));
        Expect.None(PackagingRule.CheckNotices("| Mono.Cecil | 0.11.5 |", [lockFile]));
    }
}
