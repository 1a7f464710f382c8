using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RcuSim.Tests.Architecture;

/// <summary>
/// A project of one namespace is divided by its folders: a file names only types of its own folder and of
/// those above it in the project's table of ARCHITECTURE.md.
/// </summary>
internal static class FolderRule
{
    /// <summary>What the table calls the files that are in no folder.</summary>
    public const string Root = "(project)";

    public static IEnumerable<string> Check(string project, LayerTable table, IEnumerable<Source> sources)
    {
        var all = sources.Select(source => (Source: source, Folder: FolderOf(project, source.Path))).ToList();
        var homes = all.SelectMany(file => TypesOf(file.Source).Select(type => (type, file.Folder)))
            .DistinctBy(home => home.type)
            .ToDictionary(home => home.type, home => home.Folder);
        foreach (var (source, folder) in all)
        {
            if (!table.Knows(folder))
            {
                yield return $"{source.Path}: in no folder of the table of {project} in ARCHITECTURE.md";
                continue;
            }

            var code = source.Root.Members.SelectMany(member => member.DescendantNodes());
            foreach (var name in code.OfType<SimpleNameSyntax>().Where(MayBeType))
            {
                if (homes.TryGetValue(name.Identifier.Text, out var used) && table.Knows(used)
                    && !table.Allows(folder, used))
                {
                    yield return $"{source.Where(name)}: {folder} uses {used}, which is above it "
                        + $"({name.Identifier.Text})";
                }
            }
        }
    }

    private static string FolderOf(string project, string path)
    {
        var below = path[(project.Length + 1)..];
        var last = below.LastIndexOf('/');
        return last < 0 ? Root : below[..last];
    }

    private static IEnumerable<string> TypesOf(Source source) =>
        source.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
            .Where(type => type.Parent is not BaseTypeDeclarationSyntax)
            .Select(type => type.Identifier.Text);

    /// <summary>False for members, and for what is named where members are given values.</summary>
    private static bool MayBeType(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == name,
        MemberBindingExpressionSyntax or NameColonSyntax => false,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment =>
            assignment.Left != name,
        InvocationExpressionSyntax => false,
        _ => !IsMemberHere(name),
    };

    /// <summary>True for a name by which the type around it calls a member of its own.</summary>
    private static bool IsMemberHere(SimpleNameSyntax name) =>
        name.Parent is not (ObjectCreationExpressionSyntax or TypeArgumentListSyntax
            or VariableDeclarationSyntax or ParameterSyntax or NullableTypeSyntax
            or PropertyDeclarationSyntax or MethodDeclarationSyntax)
        && name.Ancestors().OfType<TypeDeclarationSyntax>().Any(type => type.Members
            .OfType<PropertyDeclarationSyntax>()
            .Any(member => member.Identifier.Text == name.Identifier.Text));
}
