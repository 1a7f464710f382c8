using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RcuSim.Tests.Architecture;

/// <summary>
/// The kernel's name under which a timeline shows an operation is that of the method which begins it.
/// </summary>
internal static class OperationNameRule
{
    public static IEnumerable<string> Check(IReadOnlyList<Source> sources)
    {
        var names = sources.SelectMany(Sites).ToDictionary(site => site.Field, site => site.KernelName);
        foreach (var source in sources)
        {
            foreach (var call in source.Root.DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (NameOf(call.Expression) != "BeginOperation" || call.ArgumentList.Arguments.Count == 0)
                    continue;

                string field = NameOf(call.ArgumentList.Arguments[0].Expression);
                string method = KernelName(call.FirstAncestorOrSelf<MethodDeclarationSyntax>());
                if (names.TryGetValue(field, out string? name) && name != method)
                    yield return $"{source.Where(call)}: {field} is shown as {name}, its method is {method}";
            }
        }
    }

    private static IEnumerable<(string Field, string KernelName)> Sites(Source source) =>
        from field in source.Root.DescendantNodes().OfType<FieldDeclarationSyntax>()
        where field.Declaration.Type.ToString() == "Site"
        from variable in field.Declaration.Variables
        let arguments = (variable.Initializer?.Value as ImplicitObjectCreationExpressionSyntax)?.ArgumentList
        where arguments?.Arguments is [_, { Expression: var kind }, _] && NameOf(kind) == "Operation"
        select (variable.Identifier.Text, arguments.Arguments[2].Expression.ToString().Trim('"'));

    private static string KernelName(MethodDeclarationSyntax? method) =>
        method?.AttributeLists.SelectMany(list => list.Attributes)
            .FirstOrDefault(attribute => attribute.Name.ToString() == "KernelName")
            ?.ArgumentList?.Arguments[0].ToString().Trim('"') ?? "none";

    private static string NameOf(ExpressionSyntax expression) =>
        expression is MemberAccessExpressionSyntax access
            ? access.Name.Identifier.Text
            : expression.ToString();
}
