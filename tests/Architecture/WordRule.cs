using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RcuSim.Tests.Architecture;

/// <summary>
/// Handles, caches and oracles know the words of kernel objects by the constants of one table, such as
/// <c>VmaWords</c>: a field put in front of others moves them for all who use them. So no word number and no
/// offset in bytes is written down elsewhere.
/// </summary>
internal static class WordRule
{
    public static bool Covers(string path) =>
        (path.StartsWith("src/RcuSim/Mm/", StringComparison.Ordinal)
            || path.StartsWith("src/RcuSim/Scenarios/", StringComparison.Ordinal)
            || path.Contains("/Oracles/", StringComparison.Ordinal))
        && !path.EndsWith("Words.cs", StringComparison.Ordinal);

    public static IEnumerable<string> Check(Source source)
    {
        foreach (var node in source.Root.DescendantNodes())
        {
            string? what = node switch
            {
                BinaryExpressionSyntax sum
                    when sum.IsKind(SyntaxKind.AddExpression) && IsOffset(sum.Right) => "an offset",
                BinaryExpressionSyntax product
                    when product.IsKind(SyntaxKind.MultiplyExpression)
                        && (Number(product.Right) == 8 || Number(product.Left) == 8) => "an offset",
                VariableDeclaratorSyntax { Initializer.Value: var value } constant
                    when constant.Identifier.Text.EndsWith("Word", StringComparison.Ordinal)
                        && Number(value) >= 0 => "a word number",
                BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [var name, var word, ..] }
                    when name.Expression.IsKind(SyntaxKind.StringLiteralExpression)
                        && Number(word.Expression) >= 0 => "a word number",
                _ => null,
            };
            if (what is not null)
                yield return $"{source.Where(node)}: {what} in figures: {node}";
        }
    }

    private static bool IsOffset(ExpressionSyntax expression) =>
        Number(expression) is > 0 and var number && number % 8 == 0;

    /// <summary>The number that a literal stands for, or -1.</summary>
    private static long Number(ExpressionSyntax expression) =>
        expression is LiteralExpressionSyntax { Token.Value: int or uint or long or ulong } literal
            ? (long)Convert.ToUInt64(literal.Token.Value)
            : -1;
}
