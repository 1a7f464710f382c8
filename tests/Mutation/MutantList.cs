using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RcuSim.Tests.Mutation;

/// <summary>Names the mutants; a mutant's number is its place in the list, from 1.</summary>
internal sealed partial class MutantList
{
    private const int LongestText = 100;
    private readonly Dictionary<string, int> seen = [];

    /// <summary>
    /// The names: file, member, what stood there and what stands there now. They stay for as long as the
    /// member stays as it is.
    /// </summary>
    public List<string> Names { get; } = [];

    /// <summary>Adds one; returns its number.</summary>
    public int Add(string file, SyntaxNode before, string after)
    {
        string member = before.AncestorsAndSelf().Select(NameOf).First(name => name.Length > 0);
        string text = Blank().Replace(before.ToString(), " ");
        text = text.Length > LongestText ? $"{text[..LongestText]}…" : text;
        string name = $"{file} {member}: {text} → {after}";
        seen[name] = seen.GetValueOrDefault(name) + 1;
        Names.Add(seen[name] == 1 ? name : $"{name} ({seen[name]})");
        return Names.Count;
    }

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        TypeDeclarationSyntax type => type.Identifier.Text,
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
