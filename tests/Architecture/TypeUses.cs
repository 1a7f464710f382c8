using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RcuSim.Tests.Architecture;

/// <summary>
/// Which types of some sources name which others, as the compiler understands the names. Documentation does
/// not count.
/// </summary>
internal sealed class TypeUses
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; "
        + "global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    private readonly Dictionary<ISymbol, DeclaredType> types = new(SymbolEqualityComparer.Default);

    public TypeUses(IReadOnlyList<Source> sources)
    {
        var compilation = Compile(sources);
        var paths = sources.ToDictionary(source => source.Root.SyntaxTree, source => source.Path);
        Folders = [.. sources.Select(source => FolderOf(source.Path)).Distinct()];
        Uses = [.. sources.SelectMany(source => UsesIn(source, compilation, paths))];
    }

    /// <summary>The library's.</summary>
    public static TypeUses OfLibrary { get; } = new([.. Source.Below("src/RcuSim")]);

    public IReadOnlyList<TypeUse> Uses { get; }

    /// <summary>The folders that hold a source.</summary>
    public IReadOnlyList<string> Folders { get; }

    private IEnumerable<TypeUse> UsesIn(
        Source source, CSharpCompilation compilation, Dictionary<SyntaxTree, string> paths)
    {
        var model = compilation.GetSemanticModel(source.Root.SyntaxTree);
        foreach (var name in source.Root.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var around = name.Ancestors().OfType<BaseTypeDeclarationSyntax>().LastOrDefault();
            if (around is null || model.GetDeclaredSymbol(around) is not { } user)
                continue;

            var symbol = model.GetSymbolInfo(name).Symbol;
            var used = Outermost(symbol as INamedTypeSymbol ?? symbol?.ContainingType);
            if (used is not null && !SymbolEqualityComparer.Default.Equals(used, user.OriginalDefinition)
                && TypeOf(used, paths) is { Folders.Count: > 0 } declared)
            {
                yield return new(TypeOf(user, paths), declared, source.Where(name));
            }
        }
    }

    private DeclaredType TypeOf(INamedTypeSymbol symbol, Dictionary<SyntaxTree, string> paths)
    {
        if (!types.TryGetValue(symbol.OriginalDefinition, out var type))
        {
            var folders = symbol.DeclaringSyntaxReferences
                .Select(part => paths.GetValueOrDefault(part.SyntaxTree))
                .OfType<string>()
                .Select(FolderOf)
                .Distinct();
            types.Add(symbol.OriginalDefinition, type = new(
                symbol.Name, [.. folders.Order()], symbol.TypeKind));
        }

        return type;
    }

    private static string FolderOf(string path) => path[..path.LastIndexOf('/')];

    private static INamedTypeSymbol? Outermost(INamedTypeSymbol? symbol)
    {
        while (symbol?.ContainingType is { } container)
            symbol = container;
        return symbol?.OriginalDefinition;
    }

    private static CSharpCompilation Compile(IReadOnlyList<Source> sources)
    {
        var platform = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return CSharpCompilation.Create(
            "sources",
            [
                .. sources.Select(source => source.Root.SyntaxTree),
                CSharpSyntaxTree.ParseText(ImplicitUsings, new(LanguageVersion.Latest)),
            ],
            platform.Split(Path.PathSeparator)
                .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
                .Select(path => MetadataReference.CreateFromFile(path)),
            new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }
}
