using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RcuSim.Tests.Architecture;

/// <summary>
/// The three shapes in which production code may ask for a bug, so that it reads straight: it skips a
/// condition, weakens a value, or takes a detour to wrong code that lies elsewhere.
/// </summary>
internal static class BugShape
{
    public const int DetourLines = 25;

    /// <summary>Why a place has none of the shapes; null if it has one.</summary>
    public static string? Problem(BugPlace place)
    {
        if (place.Verb == BugPlace.Detours || (place.IsNative && IsWholeCondition(place.Call)))
            return DetourProblem(place.Call);

        return place.Call.Parent is ConditionalExpressionSyntax choice && choice.Condition == place.Call
            ? WeakenProblem(choice)
            : SkipProblem(place.Call);
    }

    /// <summary>The method that a detour leads to.</summary>
    public static string? Target(BugPlace place) =>
        place.Call.Parent is IfStatementSyntax branch ? Called(branch.Statement)?.Split('.')[^1] : null;

    private static bool IsWholeCondition(InvocationExpressionSyntax call) =>
        call.Parent is IfStatementSyntax branch && branch.Condition == call;

    /// <summary>A skip lifts a condition, and is asked last, so that it acts only where it matters.</summary>
    private static string? SkipProblem(ExpressionSyntax call)
    {
        SyntaxNode at = call;
        var negated = false;
        var joined = false;
        while (true)
        {
            switch (at.Parent)
            {
                case ParenthesizedExpressionSyntax:
                    break;
                case PrefixUnaryExpressionSyntax unary when unary.IsKind(SyntaxKind.LogicalNotExpression):
                    negated = !negated;
                    break;
                case BinaryExpressionSyntax binary when IsJoin(binary):
                    if (binary.Right != at)
                        return "a skip is the last operand, or the bug acts where it changes nothing";
                    if (!joined && !negated && binary.IsKind(SyntaxKind.LogicalAndExpression))
                        return "a skip lifts a condition, it sets none";
                    joined = true;
                    break;
                default:
                    return EndProblem(at, negated, joined);
            }

            at = at.Parent!;
        }
    }

    private static string? EndProblem(SyntaxNode condition, bool negated, bool joined) =>
        condition.Parent switch
        {
            IfStatementSyntax branch when joined || (negated && branch.Else == null) => null,
            IfStatementSyntax => "wrong code belongs below Bugs, behind a detour",
            _ when joined => null,
            _ => "a bug is asked for where it acts, and not kept",
        };

    private static bool IsJoin(BinaryExpressionSyntax binary) =>
        binary.IsKind(SyntaxKind.LogicalAndExpression) || binary.IsKind(SyntaxKind.LogicalOrExpression);

    private static string? WeakenProblem(ConditionalExpressionSyntax choice)
    {
        var wrong = choice.WhenTrue.DescendantNodesAndSelf().ToList();
        if (wrong.Any(node => node.IsKind(SyntaxKind.DefaultLiteralExpression)))
            return "weakened to nothing: a guard that may be missing exists for a bug";

        return wrong.Any(node => node
            is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or AssignmentExpressionSyntax)
            ? "a weakened value is a value; wrong code belongs below Bugs, behind a detour"
            : null;
    }

    private static string? DetourProblem(InvocationExpressionSyntax call)
    {
        if (call.Parent is not IfStatementSyntax { Else: null } branch || branch.Condition != call)
            return "a detour is an if of its own";

        if (branch.Parent is not BlockSyntax { Parent: MethodDeclarationSyntax method } body
            || body.Statements[0] != branch)
            return "a detour is a method's first statement";

        if (Called(branch.Statement) == null)
            return "a detour makes one call and returns";

        var span = method.GetLocation().GetLineSpan();
        var lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
        return lines > DetourLines ? $"a detour in a method of {lines} lines, at most {DetourLines}" : null;
    }

    /// <summary>What is called by <c>return F(…);</c> or by <c>F(…); return;</c>, or null.</summary>
    private static string? Called(StatementSyntax statement)
    {
        StatementSyntax[] body = statement is BlockSyntax block ? [.. block.Statements] : [statement];
        var expression = body switch
        {
            [ReturnStatementSyntax { Expression: { } value }] => value,
            [ExpressionStatementSyntax call, ReturnStatementSyntax { Expression: null }] => call.Expression,
            _ => null,
        };
        return (expression as InvocationExpressionSyntax)?.Expression.ToString();
    }
}
