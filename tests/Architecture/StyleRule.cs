using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RcuSim.Tests.Architecture;

/// <summary>The sizes of CONTRIBUTING.md, and nothing left half done.</summary>
internal static partial class StyleRule
{
    public const int FileLines = 300;
    public const int LineLength = 110;
    public const int MethodLines = 60;

    public static IEnumerable<string> Check(Source source) =>
        [.. Lengths(source), .. Methods(source), .. PublicTypes(source), .. Unfinished(source)];

    private static IEnumerable<string> Lengths(Source source)
    {
        var count = source.Lines[^1].Span.IsEmpty ? source.Lines.Count - 1 : source.Lines.Count;
        if (count > FileLines)
            yield return $"{source.Path}: {count} lines, at most {FileLines}";

        foreach (var line in source.Lines.Where(line => line.Span.Length > LineLength))
        {
            var place = $"{source.Path}:{line.LineNumber + 1}";
            yield return $"{place}: {line.Span.Length} characters, at most {LineLength}";
        }
    }

    private static IEnumerable<string> Methods(Source source)
    {
        var methods = source.Root.DescendantNodes().Where(node => node
            is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax);
        foreach (var method in methods)
        {
            var span = method.GetLocation().GetLineSpan();
            var count = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
            if (count > MethodLines)
                yield return $"{source.Where(method)}: a method of {count} lines, at most {MethodLines}";
        }
    }

    private static IEnumerable<string> PublicTypes(Source source)
    {
        var types = source.Root
            .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>()
            .Where(type => type is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword));
        return types.Skip(1).Select(type => $"{source.Where(type)}: a second public type in one file");
    }

    private static IEnumerable<string> Unfinished(Source source)
    {
        var unfinished = source.Comments().Where(comment => UnfinishedMark().IsMatch(comment.Text));
        foreach (var (line, text) in unfinished)
            yield return $"{source.Path}:{line}: unfinished: {text.Trim()}";

        var tokens = source.Root.DescendantTokens();
        foreach (var token in tokens.Where(token => token.IsKind(SyntaxKind.IdentifierToken)))
        {
            if (token.Text == nameof(NotImplementedException) && !IsNameOf(token))
                yield return $"{source.Where(token)}: {token.Text}";
        }
    }

    private static bool IsNameOf(SyntaxToken token) =>
        token.Parent?.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
        && call.Expression.ToString() == "nameof";

    [GeneratedRegex(@"\b(TODO|FIXME)\b")]
    private static partial Regex UnfinishedMark();
}
