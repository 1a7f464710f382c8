using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RcuSim.Tests.Architecture;

/// <summary>A place where code asks for a bug: <c>machine.Acts(BugSwitch.X)</c>.</summary>
/// <param name="Source">The file.</param>
/// <param name="Call">The question.</param>
/// <param name="Verb"><c>Acts</c> or <c>Detours</c>.</param>
/// <param name="Kind">The enum that the bug is a member of.</param>
/// <param name="Bug">The bug's name.</param>
internal sealed record BugPlace(
    Source Source, InvocationExpressionSyntax Call, string Verb, string Kind, string Bug)
{
    public const string Switches = "BugSwitch";
    public const string NativeBugs = "NativeBug";
    public const string Acts = "Acts";
    public const string Detours = "Detours";

    public string Where => $"{Source.Where(Call)}: {Verb}({Kind}.{Bug})";

    /// <summary>True for a bug of the native machine: it acts whenever it is asked for.</summary>
    public bool IsNative => Kind == NativeBugs;

    /// <summary>True for a file that holds wrong code.</summary>
    public static bool IsWrongCode(Source source) => source.Path.Split('/')[..^1].Contains("Bugs");

    /// <summary>Mentions of a bug's name, each with the question it is part of, if it is one.</summary>
    public static IEnumerable<(MemberAccessExpressionSyntax Name, BugPlace? Place)> In(Source source)
    {
        var names = source.Root.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Where(name => name.Expression.ToString() is Switches or NativeBugs);
        foreach (var name in names)
        {
            var call = name.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax asked }
                ? asked : null;
            var verb = (call?.Expression as MemberAccessExpressionSyntax)?.Name.ToString();
            var place = verb is Acts or Detours
                ? new BugPlace(source, call!, verb, name.Expression.ToString(), name.Name.ToString())
                : null;
            yield return (name, place);
        }
    }
}
