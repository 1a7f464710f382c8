using System.Text.Json;
using System.Xml.Linq;

namespace RcuSim.Tests.Architecture;

/// <summary>Each foreign library under <c>src</c> has one owner, and RcuSim itself uses none.</summary>
internal static class DependencyRule
{
    private static readonly (string Library, string Owner)[] owners =
    [
        ("Microsoft.Coyote", "RcuSim.Exploration"),
        ("Spectre.Console", "RcuSim.Cli"),
        ("System.CommandLine", "RcuSim.Cli"),
        ("Xunit", "RcuSim.Xunit"),
        ("xunit", "RcuSim.Xunit"),
    ];

    private static readonly Dictionary<string, string[]> projectReferences = new()
    {
        ["RcuSim"] = [],
        ["RcuSim.Exploration"] = ["RcuSim"],
        ["RcuSim.Xunit"] = ["RcuSim", "RcuSim.Exploration"],
        ["RcuSim.Cli"] = ["RcuSim", "RcuSim.Exploration"],
    };

    public static IEnumerable<string> CheckSource(Source source)
    {
        var code = source.Code;
        return owners
            .Where(rule => rule.Owner != ProjectOf(source.Path))
            .Where(rule => code.Contains(rule.Library, StringComparison.Ordinal))
            .Select(rule => $"{source.Path}: only {rule.Owner} may mention {rule.Library}");
    }

    public static IEnumerable<string> CheckProject(string path, string xml)
    {
        var project = XDocument.Parse(xml);
        var packages = Includes(project, "PackageReference").Concat(Includes(project, "Reference"));
        foreach (var package in packages)
        {
            foreach (var (library, owner) in owners)
            {
                if (package.StartsWith(library, StringComparison.Ordinal) && owner != ProjectOf(path))
                    yield return $"{path}: only {owner} may reference {package}";
            }
        }

        var allowed = projectReferences.GetValueOrDefault(ProjectOf(path), []);
        var references = Includes(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension);
        foreach (var reference in references)
        {
            if (!allowed.Contains(reference))
                yield return $"{path}: may not reference {reference}";
        }
    }

    /// <summary>Every package in a lock file that is not an analyzer.</summary>
    public static IEnumerable<string> PackagesBesidesAnalyzers(string path, string lockFile)
    {
        using var json = JsonDocument.Parse(lockFile);
        return [.. json.RootElement.GetProperty("dependencies").EnumerateObject()
            .SelectMany(framework => framework.Value.EnumerateObject())
            .Where(package => !IsAnalyzer(package.Name))
            .Select(package => $"{path}: {package.Name} is not an analyzer")];
    }

    /// <summary>True for a package that only takes part in the build.</summary>
    public static bool IsAnalyzer(string package) => package.Contains("Analyzer", StringComparison.Ordinal);

    private static string ProjectOf(string path) => path.Split('/')[1];

    private static IEnumerable<string> Includes(XDocument project, string item) =>
        project.Descendants(item).Select(element => (string?)element.Attribute("Include") ?? "");
}
