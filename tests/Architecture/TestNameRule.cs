using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RcuSim.Tests.Architecture;

/// <summary>A test is named by a sentence with underscores that says what holds.</summary>
internal static class TestNameRule
{
    public static IEnumerable<string> Check(Source source) =>
        from method in source.Root.DescendantNodes().OfType<MethodDeclarationSyntax>()
        where method.AttributeLists.SelectMany(list => list.Attributes).Any(IsTest)
        let name = method.Identifier.Text
        where !IsSentence(name)
        select $"{source.Where(method.Identifier)}: {name} is not a sentence with underscores";

    private static bool IsTest(AttributeSyntax attribute) =>
        attribute.Name.ToString() is "Fact" or "Theory" or "FactAttribute" or "TheoryAttribute";

    /// <summary>Begins with a capital; several words stand apart, though one may be a name of code.</summary>
    private static bool IsSentence(string name) => char.IsUpper(name[0])
        && (name.Contains('_', StringComparison.Ordinal) || !name.Skip(1).Any(char.IsUpper));
}
