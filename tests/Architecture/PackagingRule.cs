using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RcuSim.Tests.Architecture;

/// <summary>One file sets the version, the changelog begins with it, the notices name all shipped.</summary>
internal static partial class PackagingRule
{
    private const RegexOptions Options = RegexOptions.Multiline | RegexOptions.ExplicitCapture;

    /// <summary>Exactly one build file sets the version.</summary>
    public static IEnumerable<string> CheckVersion(IEnumerable<(string Path, string Text)> buildFiles)
    {
        var places = buildFiles.Where(file => Versions(file.Text).Any()).Select(file => file.Path).ToList();
        return places.Count == 1
            ? []
            : [$"the version is set in {places.Count} files: {string.Join(", ", places)}"];
    }

    /// <summary>The changelog's first section is the current version's.</summary>
    public static IEnumerable<string> CheckChangelog(string properties, string changelog)
    {
        var version = Versions(properties).Single();
        var first = Section().Match(changelog).Groups["version"].Value;
        return first == version ? [] : [$"CHANGELOG.md begins with '{first}', the version is {version}"];
    }

    /// <summary>The notices name each package that a project ships, in its version, and no other.</summary>
    public static IEnumerable<string> CheckNotices(string notices, IEnumerable<string> lockFiles)
    {
        var named = Row().Matches(notices)
            .Select(row => (row.Groups["name"].Value, row.Groups["version"].Value))
            .ToHashSet();
        var shipped = lockFiles.SelectMany(Shipped).ToHashSet();
        foreach (var (name, version) in shipped.Except(named).Order())
            yield return $"THIRD-PARTY-NOTICES.md does not name {name} {version}";
        foreach (var (name, version) in named.Except(shipped).Order())
            yield return $"THIRD-PARTY-NOTICES.md names {name} {version}, which is not shipped";
    }

    private static IEnumerable<string> Versions(string buildFile) =>
        XDocument.Parse(buildFile).Descendants("Version").Select(version => version.Value);

    private static IEnumerable<(string Name, string Version)> Shipped(string lockFile)
    {
        using var json = JsonDocument.Parse(lockFile);
        return [.. json.RootElement.GetProperty("dependencies").EnumerateObject()
            .SelectMany(framework => framework.Value.EnumerateObject())
            .Where(package => !package.Value.GetProperty("type").ValueEquals("Project"))
            .Where(package => !DependencyRule.IsAnalyzer(package.Name))
            .Select(package => (package.Name, package.Value.GetProperty("resolved").GetString()!))];
    }

    [GeneratedRegex(@"^## \[(?<version>.+?)\]", Options)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\| (?<name>[\w.]+) \| (?<version>\d[\w.-]*) \|", Options)]
    private static partial Regex Row();
}
