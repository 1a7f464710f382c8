using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace RcuSim.Tests.Architecture;

/// <summary>One parsed C# file.</summary>
internal sealed partial class Source
{
    private static readonly CSharpParseOptions options = new(LanguageVersion.Latest);

    public Source(string path, string text)
    {
        Path = path;
        Lines = SourceText.From(text).Lines;
        Root = CSharpSyntaxTree.ParseText(text, options).GetCompilationUnitRoot();
    }

    public string Path { get; }

    public TextLineCollection Lines { get; }

    public CompilationUnitSyntax Root { get; }

    /// <summary>The first folder below <c>src/RcuSim</c>, or null for a file that is not in one.</summary>
    public string? Layer => Path.Split('/') is ["src", "RcuSim", var folder, _, ..] ? folder : null;

    /// <summary>The code without blanks and comments.</summary>
    public string Code => string.Concat(Root.DescendantTokens().Select(token => token.Text));

    public static IEnumerable<Source> Below(params string[] folders) =>
        folders.SelectMany(folder => Repository.Files(folder, "*.cs"))
            .Select(path => new Source(path, Repository.Read(path)));

    public string Where(SyntaxNodeOrToken node) => $"{Path}:{LineOf(node.GetLocation()!)}";

    /// <summary>All comments, documentation included, as written.</summary>
    public IEnumerable<(int Line, string Text)> Comments() =>
        Root.DescendantTrivia()
            .Where(trivia => trivia.Kind().ToString().Contains("Comment", StringComparison.Ordinal))
            .Select(trivia => (LineOf(trivia.GetLocation()), trivia.ToFullString()));

    /// <summary>
    /// Runs of <c>//</c> lines joined into one text, since a comment wraps; a line that starts with a letter
    /// in brackets starts a new one.
    /// </summary>
    public IEnumerable<(int Line, string Text)> CommentBlocks()
    {
        var blocks = new List<(int Line, string Text)>();
        var previous = -1;
        foreach (var (line, comment) in Comments().Where(c => IsPlain(c.Text)))
        {
            var text = comment.TrimStart('/').Trim();
            if (line == previous + 1 && !StartsWithLetter().IsMatch(text))
                blocks[^1] = (blocks[^1].Line, $"{blocks[^1].Text} {text}");
            else
                blocks.Add((line, text));
            previous = line;
        }

        return blocks;
    }

    private static bool IsPlain(string comment) =>
        comment.StartsWith("//", StringComparison.Ordinal)
        && !comment.StartsWith("///", StringComparison.Ordinal);

    private static int LineOf(Location location) => location.GetLineSpan().StartLinePosition.Line + 1;

    [GeneratedRegex(@"^\([A-Z]{1,2}\) ")]
    private static partial Regex StartsWithLetter();
}
