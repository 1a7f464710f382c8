using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RcuSim.Tests.Architecture;

/// <summary>A new oracle or observer is of use only if it is listed, and believed only if tested.</summary>
internal static class ListedRule
{
    /// <summary>An oracle is in a set, on the page of invariants, and on a bench of the unit tests.</summary>
    /// <param name="source">A file of <c>src/RcuSim/Oracles</c>.</param>
    /// <param name="jury">The oracles that are always there.</param>
    /// <param name="set">The others.</param>
    /// <param name="invariants">The page.</param>
    /// <param name="tests">The unit tests.</param>
    public static IEnumerable<string> CheckOracle(
        Source source, string jury, string set, string invariants, string tests)
    {
        foreach (var name in Classes(source, type => Bases(type).Contains("IOracle")))
        {
            // A public one is made by users, out of what they know.
            bool basic = Has(jury, $"new {name}(");
            if (!basic && !Has(set, $"new {name}(") && !IsPublic(source, name))
                yield return $"{source.Path}: {name} is not in OracleSet";
            if (!Has(invariants, $"`{name}`"))
                yield return $"{source.Path}: {name} is not in docs/invariants.md";
            if (!basic && !Has(tests, $"new {name}("))
                yield return $"{source.Path}: {name} is in no test of tests/Unit";
        }
    }

    /// <summary>An observer has an actor, a row on the page of locks, and a run on real threads.</summary>
    /// <param name="source">A file of <c>src/RcuSim/Mm/Observers</c>.</param>
    /// <param name="actors">The actors.</param>
    /// <param name="locking">The page.</param>
    /// <param name="native">The tests on real threads.</param>
    public static IEnumerable<string> CheckObserver(
        Source source, string actors, string locking, string native)
    {
        foreach (string name in Observers(source))
        {
            if (!Has(actors, $"{name}."))
                yield return $"{source.Path}: no actor runs {name}";
            if (!Has(locking, $"`{name}`"))
                yield return $"{source.Path}: {name} is not in docs/locking.md";
            if (!Has(native, $"{name}."))
                yield return $"{source.Path}: {name} is not run on real threads";
        }
    }

    /// <summary>The observers in a file: its static classes.</summary>
    public static IEnumerable<string> Observers(Source source) =>
        Classes(source, type => type.Modifiers.Any(SyntaxKind.StaticKeyword));

    private static IEnumerable<string> Classes(Source source, Func<ClassDeclarationSyntax, bool> wanted) =>
        source.Root.DescendantNodes().OfType<ClassDeclarationSyntax>()
            .Where(type => type.Parent is not TypeDeclarationSyntax && wanted(type))
            .Select(type => type.Identifier.Text);

    private static bool IsPublic(Source source, string name) =>
        Classes(source, type => type.Modifiers.Any(SyntaxKind.PublicKeyword)).Contains(name);

    private static IEnumerable<string> Bases(ClassDeclarationSyntax type) =>
        type.BaseList?.Types.Select(item => item.Type.ToString()) ?? [];

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.Ordinal);
}
