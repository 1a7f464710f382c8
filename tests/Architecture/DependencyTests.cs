namespace RcuSim.Tests.Architecture;

public class DependencyTests
{
    private const string LockFile = "src/RcuSim/packages.lock.json";

    [Fact]
    public void Sources_mention_only_libraries_they_own() =>
        Expect.None(Source.Below("src").SelectMany(DependencyRule.CheckSource));

    [Fact]
    public void Projects_reference_only_what_they_own() =>
        Expect.None(Repository.Files("src", "*.csproj")
            .SelectMany(path => DependencyRule.CheckProject(path, Repository.Read(path))));

    [Fact]
    public void The_library_uses_the_base_class_library_only() =>
        Expect.None(DependencyRule.PackagesBesidesAnalyzers(LockFile, Repository.Read(LockFile)));

    [Theory]
    [InlineData("src/RcuSim/Locking/C.cs", "using Microsoft.Coyote.Runtime;")]
    [InlineData("src/RcuSim.Cli/C.cs", "class C { object F() => Microsoft . Coyote.Random.Generator; }")]
    [InlineData("src/RcuSim.Exploration/C.cs", "using System.CommandLine;")]
    [InlineData("src/RcuSim.Exploration/C.cs", "using Spectre.Console;")]
    [InlineData("src/RcuSim.Exploration/C.cs", "using Xunit.Abstractions;")]
    public void A_foreign_library_in_a_source_is_caught(string path, string code) =>
        Expect.One(path, DependencyRule.CheckSource(new(path, code)));

    [Theory]
    [InlineData("RcuSim", "<PackageReference Include='Microsoft.Coyote.Test' />")]
    [InlineData("RcuSim.Exploration", "<PackageReference Include='System.CommandLine' />")]
    [InlineData("RcuSim.Exploration", "<PackageReference Include='xunit.abstractions' />")]
    [InlineData("RcuSim", "<ProjectReference Include='../X/RcuSim.Exploration.csproj' />")]
    [InlineData("RcuSim.Exploration", "<ProjectReference Include='../X/RcuSim.Cli.csproj' />")]
    public void A_foreign_reference_is_caught(string project, string item) =>
        Expect.One(
            $"src/{project}",
            DependencyRule.CheckProject($"src/{project}/P.csproj", $"<Project>{item}</Project>"));

    [Fact]
    public void A_package_in_the_library_is_caught()
    {
        const string planted =
            """{ "dependencies": { "net10.0": { "Roslynator.Analyzers": {}, "Mono.Cecil": {} } } }""";
        Expect.One("Mono.Cecil", DependencyRule.PackagesBesidesAnalyzers(LockFile, planted));
    }
}
