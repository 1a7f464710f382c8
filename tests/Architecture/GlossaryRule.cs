using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RcuSim.Tests.Architecture;

/// <summary>Every kernel name that code carries is explained in docs/glossary.md.</summary>
internal static class GlossaryRule
{
    public static IEnumerable<string> Check(Source source, string glossary) =>
        source.Root.DescendantNodes().OfType<AttributeSyntax>()
            .Where(attribute => NameOf(attribute) is "KernelName" or "KernelNameAttribute")
            .SelectMany(Literals)
            .Select(literal => (Place: source.Where(literal), Name: $"`{literal.Token.ValueText}`"))
            .Where(name => !glossary.Contains(name.Name, StringComparison.Ordinal))
            .Select(name => $"{name.Place}: {name.Name} is not in docs/glossary.md");

    private static string NameOf(AttributeSyntax attribute) => attribute.Name.ToString().Split('.')[^1];

    private static IEnumerable<LiteralExpressionSyntax> Literals(AttributeSyntax attribute) =>
        attribute.DescendantNodes().OfType<LiteralExpressionSyntax>()
            .Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression));
}
