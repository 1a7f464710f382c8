using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace RcuSim.Tests.Mutation;

/// <summary>
/// Writes all mutants of a file into it, each behind its switch: a condition turns into its contrary, true or
/// false; a comparison takes its limit in or leaves it out; a sum becomes a difference; a statement is left
/// out, or a lock not taken.
/// </summary>
/// <param name="file">The file, seen from the folder of the library.</param>
/// <param name="mutants">Where the mutants are listed.</param>
internal sealed class MutantWriter(string file, MutantList mutants) : CSharpSyntaxRewriter
{
    /// <inheritdoc/>
    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        if (node is FieldDeclarationSyntax or AttributeListSyntax or ParameterListSyntax or PatternSyntax
            or EnumDeclarationSyntax or CaseSwitchLabelSyntax
            or LocalDeclarationStatementSyntax { IsConst: true })
            return node;

        return (node, base.Visit(node)) switch
        {
            (ExpressionSyntax before, ExpressionSyntax after) => Expression(before, after),
            (ExpressionStatementSyntax before, StatementSyntax after) when !Conditions.IsName(before) =>
                LeftOut(before, after),
            (LocalDeclarationStatementSyntax, LocalDeclarationStatementSyntax after) => Local(node, after),
            (UsingStatementSyntax { Expression: { } hold }, UsingStatementSyntax after) =>
                after.WithExpression(NotTaken(hold, after.Expression!)),
            (MethodDeclarationSyntax before, MethodDeclarationSyntax after) =>
                Method(before.ExpressionBody?.Expression, after),
            (_, var after) => after,
        };
    }

    private ExpressionSyntax Expression(ExpressionSyntax before, ExpressionSyntax after)
    {
        if (before is ParenthesizedExpressionSyntax || Conditions.IsBugSwitch(before))
            return after;

        string other = Conditions.OtherOperator(before.Kind());
        if (other.Length > 0 && after is BinaryExpressionSyntax both)
        {
            string operation = both.OperatorToken.Text;
            string acts = Acts(before, $"{operation} becomes {other}");
            after = ParseExpression($"({acts} ? {both.Left} {other} {both.Right} : {both})");
        }

        foreach (string change in Conditions.ChangesOf(before))
        {
            string acts = Acts(before, change);
            after = ParseExpression(change switch
            {
                "true" => $"(({after}) || {acts})",
                "false" => $"(({after}) && !{acts})",
                _ => $"(({after}) ^ {acts})",
            });
        }

        return after;
    }

    private StatementSyntax LeftOut(SyntaxNode before, StatementSyntax after) =>
        before.DescendantNodes().Any(node => node is DeclarationExpressionSyntax)
            ? after
            : ParseStatement($"if (!{Acts(before, "left out")}) {{ {after.ToFullString()} }}\n");

    private ExpressionSyntax NotTaken(SyntaxNode before, ExpressionSyntax after) =>
        ParseExpression($"({Acts(before, "not taken")} ? default : {after})");

    /// <summary>
    /// A lock is not taken, if nobody asks for its guard; other variables have a value at once.
    /// </summary>
    private LocalDeclarationStatementSyntax Local(SyntaxNode before, LocalDeclarationStatementSyntax after)
    {
        var variable = after.Declaration.Variables[0];
        if (variable.Initializer?.Value is not { } value)
        {
            var initial = EqualsValueClause(ParseExpression("default!"));
            return after.ReplaceNode(variable, variable.WithInitializer(initial));
        }

        bool isAsked = before.Parent!.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Any(use => use.Identifier.Text == variable.Identifier.Text);
        bool isLock = after.UsingKeyword.RawKind != 0 && !value.ToString().StartsWith("RcuSection<");
        return isLock && !isAsked ? after.ReplaceNode(value, NotTaken(before, value)) : after;
    }

    /// <summary>What goes out by reference has a value at once; a body of one call can be left out.</summary>
    private MethodDeclarationSyntax Method(ExpressionSyntax? before, MethodDeclarationSyntax after)
    {
        if (before is not null && after.ReturnType.ToString() == "void")
        {
            var body = Block(LeftOut(before, ParseStatement($"{after.ExpressionBody!.Expression};")));
            return after.WithExpressionBody(null).WithSemicolonToken(default).WithBody(body);
        }

        var given = after.ParameterList.Parameters
            .Where(parameter => parameter.Modifiers.Any(SyntaxKind.OutKeyword))
            .Select(parameter => ParseStatement(
                $"global::System.Runtime.CompilerServices.Unsafe.SkipInit(out {parameter.Identifier});\n"));
        return after.Body is { } block
            ? after.WithBody(block.WithStatements(block.Statements.InsertRange(0, given)))
            : after;
    }

    private string Acts(SyntaxNode before, string change) =>
        $"global::RcuSim.MutantSwitch.Is({mutants.Add(file, before, change)})";
}
