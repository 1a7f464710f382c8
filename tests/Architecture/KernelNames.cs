using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RcuSim.Tests.Architecture;

/// <summary>The kernel names that code carries, and the table of docs/glossary.md that lists them.</summary>
internal static class KernelNames
{
    public const string Heading = "| kernel | here | meaning |";

    /// <summary>Every name with the type or member that carries it.</summary>
    public static IEnumerable<(string Name, string Here)> In(Source source) =>
        from attribute in source.Root.DescendantNodes().OfType<AttributeSyntax>()
        where attribute.Name.ToString().Split('.')[^1] is "KernelName" or "KernelNameAttribute"
        from literal in attribute.DescendantNodes().OfType<LiteralExpressionSyntax>()
        where literal.IsKind(SyntaxKind.StringLiteralExpression)
        select (literal.Token.ValueText, Carrier(attribute));

    /// <summary>
    /// The rows of the table: names and carriers from code, meanings from the rows there are. A new name has
    /// no meaning yet, which <see cref="WithoutMeaning"/> reports.
    /// </summary>
    public static IEnumerable<string> Table(IEnumerable<Source> sources, IEnumerable<string> rows)
    {
        var meanings = rows.Select(row => row.Split(" | ")).ToDictionary(
            cells => cells[0].Trim('|', ' ', '`'), cells => string.Join(" | ", cells[2..]).TrimEnd('|', ' '));
        return sources.SelectMany(In)
            .GroupBy(name => name.Name, name => name.Here)
            .OrderBy(name => name.Key.ToLowerInvariant(), StringComparer.Ordinal)
            .Select(name => $"| `{name.Key}` | {Cell(name)} | {meanings.GetValueOrDefault(name.Key, "")} |");
    }

    /// <summary>The rows that do not say what their name means.</summary>
    public static IEnumerable<string> WithoutMeaning(IEnumerable<string> rows) =>
        rows.Where(row => row.Split(" | ")[^1].Trim('|', ' ') == "")
            .Select(row => $"docs/glossary.md: no meaning in '{row}'");

    private static string Cell(IEnumerable<string> carriers) =>
        string.Join(", ", carriers.Distinct().Order(StringComparer.Ordinal).Select(name => $"`{name}`"));

    private static string Carrier(AttributeSyntax attribute)
    {
        var declaration = attribute.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;
        var name = declaration switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            EnumMemberDeclarationSyntax member => member.Identifier.Text,
            MethodDeclarationSyntax method => method.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            BaseFieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
            _ => "",
        };
        var outer = declaration.Ancestors().OfType<BaseTypeDeclarationSyntax>().FirstOrDefault();
        return outer == null ? name : name == "" ? outer.Identifier.Text : $"{outer.Identifier.Text}.{name}";
    }
}
