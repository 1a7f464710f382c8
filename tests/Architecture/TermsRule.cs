using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RcuSim.Tests.Architecture;

/// <summary>
/// Pages, comments and messages use the terms of docs/glossary.md, and none of the words that its second
/// table lists. Code in them (names, options, keys) is not prose.
/// </summary>
internal sealed partial class TermsRule
{
    private readonly List<(Regex Word, string Term)> words;

    /// <summary>Reads the table of words.</summary>
    /// <param name="glossary">The text of docs/glossary.md.</param>
    public TermsRule(string glossary)
    {
        var section = glossary[glossary.IndexOf("\n## Not these words\n", StringComparison.Ordinal)..];
        words = [.. Row().Matches(section)
            .Select(row => (Pattern(row.Groups["not"].Value), row.Groups["but"].Value))];
    }

    /// <summary>A page, but for its code spans and blocks, and but for the table itself.</summary>
    public IEnumerable<string> CheckPage(string path, string text)
    {
        var prose = Row().Replace(Code().Replace(text, Blank), Blank);
        var lines = prose.Split('\n');
        return Enumerable.Range(0, lines.Length).SelectMany(i => Check($"{path}:{i + 1}", lines[i]));
    }

    /// <summary>The comments of a source, and those of its strings that people read: with a blank.</summary>
    public IEnumerable<string> CheckSource(Source source)
    {
        var comments = source.Comments()
            .Select(comment => (comment.Line, Text: Markup().Replace(comment.Text, " ")))
            .SelectMany(comment => Check($"{source.Path}:{comment.Line}", comment.Text));
        var messages = source.Root.DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.StringLiteralToken)
                || token.IsKind(SyntaxKind.InterpolatedStringTextToken))
            .Where(token => token.ValueText.Contains(' ', StringComparison.Ordinal))
            .SelectMany(token => Check(source.Where(token), token.ValueText));
        return comments.Concat(messages);
    }

    private IEnumerable<string> Check(string place, string prose) =>
        words.Where(word => word.Word.IsMatch(prose))
            .Select(word => $"{place}: '{word.Word.Match(prose).Value}', say {word.Term}");

    private static Regex Pattern(string words) => new(
        $@"\b({string.Join('|', words.Split(", ").Select(Regex.Escape))})\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(5));

    /// <summary>As many lines of nothing.</summary>
    private static string Blank(Match match) => new('\n', match.Value.Count(c => c == '\n'));

    [GeneratedRegex(@"^```.*?^```|`[^`\n]+`", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"<c>.*?</c>|<code>.*?</code>|(?:cref|name)=""[^""]*""", RegexOptions.Singleline)]
    private static partial Regex Markup();

    [GeneratedRegex(@"^\| \*(?<not>[^*]+)\* \| (?<but>.+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
