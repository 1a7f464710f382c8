using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RcuSim.Tests.Architecture;

/// <summary>Each folder of the library is a namespace and uses only itself and lower layers.</summary>
internal static class LayerRule
{
    private const string Library = "RcuSim";

    public static IEnumerable<string> Check(LayerTable table, IEnumerable<Source> sources)
    {
        foreach (var folder in sources.GroupBy(source => source.Layer))
        {
            if (folder.Key == null || !table.Knows(folder.Key))
            {
                foreach (var source in folder)
                    yield return $"{source.Path}: in no folder of the layer table in ARCHITECTURE.md";
                continue;
            }

            var members = folder.SelectMany(DeclaredNames).ToHashSet();
            foreach (var source in folder)
            {
                foreach (var violation in CheckFile(table, folder.Key, members, source))
                    yield return violation;
            }
        }
    }

    private static IEnumerable<string> CheckFile(
        LayerTable table, string layer, HashSet<string> members, Source source)
    {
        foreach (var space in source.Root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>())
        {
            if (!$"{space.Name}.".StartsWith($"{Library}.{layer}.", StringComparison.Ordinal))
                yield return $"{source.Where(space)}: namespace {space.Name} in folder {layer}";
        }

        foreach (var (node, used) in LayersUsed(table, members, source.Root))
        {
            if (!table.Allows(layer, used))
                yield return $"{source.Where(node)}: {layer} uses {used}, which is above it";
        }
    }

    /// <summary>Layers named as <c>RcuSim.Layer</c>, or as <c>Layer.Something</c> for short.</summary>
    private static IEnumerable<(SyntaxNode Node, string Layer)> LayersUsed(
        LayerTable table, HashSet<string> members, CompilationUnitSyntax root)
    {
        var names = root.DescendantNodes()
            .Where(node => node is QualifiedNameSyntax or MemberAccessExpressionSyntax);
        foreach (var name in names.Where(node => !IsPartOfLongerName(node) && !IsNamespaceName(node)))
        {
            var parts = name.ToString().Replace("global::", "").Split('.', StringSplitOptions.TrimEntries);
            if (parts[0] == Library && table.Knows(parts[1]))
                yield return (name, parts[1]);
            else if (table.Knows(parts[0]) && !members.Contains(parts[0]))
                yield return (name, parts[0]);
        }
    }

    private static bool IsPartOfLongerName(SyntaxNode node) =>
        node.Parent is QualifiedNameSyntax
        || node.Parent is MemberAccessExpressionSyntax access && access.Expression == node;

    private static bool IsNamespaceName(SyntaxNode node) => node.Parent is BaseNamespaceDeclarationSyntax;

    /// <summary>Names which mean a member or a type of the folder rather than a namespace.</summary>
    private static IEnumerable<string> DeclaredNames(Source source) =>
        source.Root.DescendantNodes().Select(node => node switch
        {
            PropertyDeclarationSyntax property => property.Identifier.Text,
            VariableDeclaratorSyntax variable => variable.Identifier.Text,
            ParameterSyntax parameter => parameter.Identifier.Text,
            EnumMemberDeclarationSyntax member => member.Identifier.Text,
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            TypeParameterSyntax parameter => parameter.Identifier.Text,
            _ => "",
        });
}
