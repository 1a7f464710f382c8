using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxKind;

namespace RcuSim.Tests.Mutation;

/// <summary>What can be changed about an expression.</summary>
internal static class Conditions
{
    /// <summary>The operator that is put in place of one; empty if none is.</summary>
    public static string OtherOperator(SyntaxKind operation) => operation switch
    {
        AddExpression => "-",
        SubtractExpression => "+",
        LessThanExpression => "<=",
        LessThanOrEqualExpression => "<",
        GreaterThanExpression => ">=",
        GreaterThanOrEqualExpression => ">",
        _ => "",
    };

    /// <summary>
    /// What a condition is changed to: all three, or, if it is a part of another, what does not decide that
    /// one by itself. Nothing if it is no condition.
    /// </summary>
    public static IReadOnlyList<string> ChangesOf(ExpressionSyntax condition)
    {
        if (Outside(condition) is BinaryExpressionSyntax whole && IsJoin(whole))
        {
            return condition.IsKind(whole.Kind()) || HasName(condition)
                ? [] : ChangesOfPart(condition, whole);
        }

        return !IsBoolean(condition) || IsNegated(condition) ? []
            : HasName(condition) ? ["false"]
            : ["the contrary", "true", "false"];
    }

    /// <summary>
    /// True for a question about a bug switch, and for what stands beside one: with the bug off that decides
    /// nothing.
    /// </summary>
    public static bool IsBugSwitch(ExpressionSyntax expression) => Asks(expression)
        || (Outside(expression) is BinaryExpressionSyntax { RawKind: (int)LogicalOrExpression } both
            && (Asks(both.Left) || Asks(both.Right)));

    /// <summary>True for what only names an operation in timelines.</summary>
    public static bool IsName(ExpressionStatementSyntax statement) =>
        statement.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call }
        && call.Name.Identifier.Text is "BeginOperation" or "EndOperation";

    private static string[] ChangesOfPart(ExpressionSyntax part, BinaryExpressionSyntax whole)
    {
        string neutral = whole.IsKind(LogicalAndExpression) ? "true" : "false";
        return part.Kind() is EqualsExpression or NotEqualsExpression ? ["the contrary", neutral] : [neutral];
    }

    private static bool IsBoolean(ExpressionSyntax expression) => Outside(expression) switch
    {
        IfStatementSyntax or WhenClauseSyntax => true,
        WhileStatementSyntax => !expression.IsKind(TrueLiteralExpression),
        ForStatementSyntax loop => loop.Condition?.Contains(expression) == true,
        ConditionalExpressionSyntax choice when choice.Condition.Contains(expression) => true,
        _ => expression.Kind() is LogicalAndExpression or LogicalOrExpression or LogicalNotExpression
            or EqualsExpression or NotEqualsExpression or IsPatternExpression
            or LessThanExpression or LessThanOrEqualExpression
            or GreaterThanExpression or GreaterThanOrEqualExpression,
    };

    private static bool IsJoin(SyntaxNode node) =>
        node.Kind() is LogicalAndExpression or LogicalOrExpression;

    private static bool IsNegated(ExpressionSyntax expression) =>
        Outside(expression) is PrefixUnaryExpressionSyntax { RawKind: (int)LogicalNotExpression };

    /// <summary>True if it names what it found, which is there only if it holds.</summary>
    private static bool HasName(ExpressionSyntax condition) => condition.DescendantNodes()
        .OfType<SingleVariableDesignationSyntax>().Any(name => name.Parent is PatternSyntax);

    private static bool Asks(ExpressionSyntax expression) => expression switch
    {
        PrefixUnaryExpressionSyntax not => Asks(not.Operand),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax call } =>
            call.Name.Identifier.Text is "Acts" or "Detours",
        _ => false,
    };

    private static SyntaxNode? Outside(ExpressionSyntax expression) =>
        expression.Parent is ParenthesizedExpressionSyntax parent ? Outside(parent) : expression.Parent;
}
