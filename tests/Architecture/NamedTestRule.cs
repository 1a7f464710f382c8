using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RcuSim.Tests.Architecture;

/// <summary>A test that a page names, <c>`Class.Sentence_that_holds`</c>, exists.</summary>
internal static partial class NamedTestRule
{
    /// <summary>The tests that a page names and that do not exist.</summary>
    /// <param name="path">The page.</param>
    /// <param name="page">Its text.</param>
    /// <param name="tests">The files of the tests.</param>
    public static IEnumerable<string> Check(string path, string page, IEnumerable<Source> tests)
    {
        var known = tests.SelectMany(Names).ToHashSet();
        return Named().Matches(page).Select(match => match.Groups["name"].Value)
            .Where(name => !known.Contains(name))
            .Select(name => $"{path}: there is no test {name}");
    }

    /// <summary>The rows of a table that say "yes", "more" or "less" and name no test.</summary>
    public static IEnumerable<string> CheckRows(string path, string page) => Row().Matches(page)
        .Where(row => !Named().IsMatch(row.Value))
        .Select(row => $"{path}: no test shows '{row.Groups["what"].Value}'");

    private static IEnumerable<string> Names(Source source) =>
        source.Root.DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(method => method.AttributeLists.SelectMany(list => list.Attributes)
                .Any(attribute => attribute.Name.ToString() is "Fact" or "Theory"))
            .Select(method => $"{((TypeDeclarationSyntax)method.Parent!).Identifier}.{method.Identifier}");

    [GeneratedRegex(@"`(?<name>\w+Tests\.\w+)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"^\| (?<what>[^|]+) \| (?:yes|more|less) \|[^\n]*$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
