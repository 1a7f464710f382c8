using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using RcuSim.Tests.Documents;

namespace RcuSim.Tests.Packages;

/// <summary>A stranger who has the packages and the SDK, and nothing else.</summary>
public sealed class PackageTests(Workplace workplace) : IClassFixture<Workplace>
{
    private const string Broken = """
        using RcuSim.Xunit;
        using Xunit;
        using Xunit.Abstractions;

        namespace Mine;

        public class BrokenTests(ITestOutputHelper output) : ScenarioTests(output)
        {
            [Fact]
            public void It_fails() => Passes(new PairScenario(freesAtOnce: true));
        }
        """;

    [Fact]
    public void A_project_made_from_the_template_tests_and_says_why_a_test_fails()
    {
        workplace.Write("Mine/BrokenTests.cs", Broken);
        string said = workplace.Dotnet("test", "Mine").Ended(1).Out;
        Assert.Contains("Failed:     1, Passed:     3, Skipped:     0", said);
        Assert.Contains("UseAfterFree: read-", said);
        Assert.Contains(" uses version#0 after write freed it.", said);
        Assert.Contains("Replay: Check.Replay(", said);
        Assert.Contains("free version#0", said);

        string built = workplace.At("Mine", "bin", "Debug", "net10.0");
        Assert.Equal(
            File.ReadAllBytes(
                Pages.At("src", "RcuSim", "bin", Workplace.Configuration, "net10.0", "RcuSim.dll")),
            File.ReadAllBytes(Path.Combine(built, "RcuSim.dll")));
        string saved = Regex.Match(said, "Check.Replay\\(\"(.+?)\"").Groups[1].Value;
        TryTool(Path.Combine(built, "Mine.dll"), saved);
    }

    [Fact]
    public void Each_package_says_what_it_is_and_needs_what_it_was_built_with()
    {
        var central = XDocument.Load(Pages.At("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(row => row.Attribute("Include")!.Value, row => row.Attribute("Version")!.Value);
        var dependencies = new List<string>();
        foreach (string path in workplace.Packages)
        {
            using var package = ZipFile.OpenRead(path);
            var metadata = Metadata(package);
            Assert.Equal("MIT", Text(metadata, "license"));
            Assert.Equal(3, package.Entries.Count(
                entry => entry.FullName is "PACKAGE.md" or "LICENSE" or "THIRD-PARTY-NOTICES.md"));
            Assert.Equal("PACKAGE.md", Text(metadata, "readme"));
            Assert.NotEqual("Package Description", Text(metadata, "description"));
            var needs = metadata.Descendants().Where(element => element.Name.LocalName == "dependency");
            foreach (var one in needs)
            {
                string id = one.Attribute("id")!.Value, version = one.Attribute("version")!.Value;
                Assert.Equal(central.GetValueOrDefault(id, Text(metadata, "version")), version);
                dependencies.Add($"{Text(metadata, "id")} {id}");
            }
        }

        string own = Path.GetFileNameWithoutExtension(workplace.Package("RcuSim"))["RcuSim.".Length..];
        Assert.Contains($"RcuSim.Templates@{own}\n", File.ReadAllText(Pages.At("README.md")));
        Assert.Contains("RcuSim.Exploration Microsoft.Coyote", dependencies);
        Assert.Contains("RcuSim.Xunit RcuSim.Exploration", dependencies);
        Assert.DoesNotContain(dependencies, line => line.StartsWith("RcuSim ", StringComparison.Ordinal)
            || line.StartsWith("RcuSim.Templates ", StringComparison.Ordinal));
    }

    /// <summary>The tool on the assembly of that project, and on the file that its test saved.</summary>
    private void TryTool(string assembly, string saved)
    {
        string listed = workplace.Tool("list", "--assembly", assembly).Ended(0).Out;
        Assert.Contains("freesAtOnce (scenario pair)", listed);
        string[] check = ["check", "--assembly", assembly, "--engine", "baton", "--schedules", "500"];
        Assert.StartsWith("Pass", workplace.Tool(check).Ended(0).Out);
        string found = workplace.Tool([.. check, "--bug", "freesAtOnce"]).Ended(1).Out;
        string file = Regex.Match(found, "saved as (.+)").Groups[1].Value;
        foreach (string replay in new[] { file, saved })
        {
            Assert.Contains(
                "uses version#0 after write freed it",
                workplace.Tool("replay", replay, "--assembly", assembly).Ended(1).Out);
        }

        Assert.Contains("Pass", workplace.Tool("check", "unmap", "--schedules", "50").Ended(0).Out);
    }

    private static XElement Metadata(ZipArchive package)
    {
        var entry = package.Entries.Single(one => one.Name.EndsWith(".nuspec", StringComparison.Ordinal));
        using var stream = entry.Open();
        return XDocument.Load(stream).Root!.Elements().First();
    }

    private static string Text(XElement metadata, string name) =>
        metadata.Elements().First(element => element.Name.LocalName == name).Value;
}
