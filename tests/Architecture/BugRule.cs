using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RcuSim.Tests.Architecture;

/// <summary>
/// What a bug may leave in the code: one or two questions of a legal shape each, wrong code only in
/// <c>Bugs/NAME.cs</c>, a row in the gallery, a test, and nothing else.
/// </summary>
internal static class BugRule
{
    private const int MostPlaces = 2;
    private static readonly string[] algorithms = ["Locking", "Maple", "Mm"];

    /// <summary>Finds what breaks these rules.</summary>
    /// <param name="sources">The library.</param>
    /// <param name="tests">The tests.</param>
    public static IEnumerable<string> Check(IReadOnlyList<Source> sources, IReadOnlyList<Source> tests)
    {
        var places = sources.SelectMany(BugPlace.In).Select(found => found.Place).OfType<BugPlace>().ToList();
        var bugs = sources.SelectMany(Members).ToList();
        return
        [
            .. sources.SelectMany(OtherQuestions),
            .. places.SelectMany(Shapes),
            .. bugs.SelectMany(bug => Places(bug, places, sources)),
            .. sources.Where(BugPlace.IsWrongCode).SelectMany(source => WrongCode(source, bugs, places)),
            .. WrongCalls(sources, places),
            .. bugs.Where(bug => bug.Kind == BugPlace.Switches).SelectMany(bug => Rows(bug, sources)),
            .. Tests(bugs, tests),
            .. sources.SelectMany(Leftovers),
        ];
    }

    private static IEnumerable<Bug> Members(Source source) =>
        source.Root.DescendantNodes().OfType<EnumDeclarationSyntax>()
            .Where(type => type.Identifier.Text is BugPlace.Switches or BugPlace.NativeBugs)
            .SelectMany(type => type.Members.Where(member => member.Identifier.Text != "None").Select(
                member => new Bug(
                    source.Where(member), type.Identifier.Text, member.Identifier.Text,
                    member.DescendantTokens().FirstOrDefault(t => t.IsKind(SyntaxKind.StringLiteralToken))
                        .ValueText)));

    /// <summary>A bug named without a question, or asked for by number.</summary>
    private static IEnumerable<string> OtherQuestions(Source source)
    {
        if (source.Layer is "Faults")
            yield break;

        if (!source.Path.StartsWith("src/RcuSim/Scenarios/Gallery/", StringComparison.Ordinal))
        {
            foreach (var (name, _) in BugPlace.In(source).Where(found => found.Place == null))
                yield return $"{source.Where(name)}: {name} is named other than in Acts or Detours";
        }

        var asked = source.Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => call.Expression.ToString().EndsWith(".HasBug", StringComparison.Ordinal));
        foreach (var call in asked.Where(call => source.Layer is not "Machine" && !IsForwarded(call)))
            yield return $"{source.Where(call)}: HasBug is asked by Acts and Detours alone";
    }

    /// <summary>True in a machine around another, which passes the question on.</summary>
    private static bool IsForwarded(InvocationExpressionSyntax call) =>
        call.FirstAncestorOrSelf<MethodDeclarationSyntax>() is
        { ExplicitInterfaceSpecifier: not null, Identifier.Text: "HasBug" };

    private static IEnumerable<string> Shapes(BugPlace place)
    {
        if (BugPlace.IsWrongCode(place.Source))
        {
            if (place.Verb == BugPlace.Detours)
                yield return $"{place.Where}: a detour from wrong code";
        }
        else if (BugShape.Problem(place) is { } problem)
        {
            yield return $"{place.Where}: {problem}";
        }
    }

    private static IEnumerable<string> Places(Bug bug, List<BugPlace> places, IReadOnlyList<Source> sources)
    {
        var own = places.Where(place => place.Kind == bug.Kind && place.Bug == bug.Name).ToList();
        var asked = own.Where(place => !BugPlace.IsWrongCode(place.Source)).ToList();
        if (asked.Count is 0 or > MostPlaces)
            yield return $"{bug.Where}: {bug.Name} has {asked.Count} places, expected 1 or {MostPlaces}";

        foreach (var detour in asked.Where(place => BugShape.Target(place) != null))
        {
            var file = sources.FirstOrDefault(source => IsFileOf(bug.Name, source)
                && source.Layer == detour.Source.Layer);
            if (file == null || !Declared(file).Contains(BugShape.Target(detour)))
                yield return $"{detour.Where}: {BugShape.Target(detour)} is not in Bugs/{bug.Name}.cs";
            else if (!detour.IsNative && !own.Any(place => place.Source == file))
                yield return $"{file.Path}: never says that {bug.Name} acts";
        }
    }

    private static IEnumerable<string> WrongCode(Source source, List<Bug> bugs, List<BugPlace> places)
    {
        var bug = bugs.FirstOrDefault(bug => IsFileOf(bug.Name, source));
        if (bug == null || !places.Any(place => place.Bug == bug.Name && BugShape.Target(place) != null))
            yield return $"{source.Path}: no detour leads here";

        foreach (var place in places.Where(place => place.Source == source && place.Bug != bug?.Name))
            yield return $"{place.Where}: in the file of another bug";

        var history = source.Comments().FirstOrDefault().Text ?? "";
        var text = string.Join(' ', history.Split('\n').Select(line => line.Trim(' ', '/')));
        if (!text.StartsWith("<content>", StringComparison.Ordinal)
            || !text["<content>".Length..].TrimStart().StartsWith(bug?.Id ?? "", StringComparison.Ordinal))
            yield return $"{source.Path}: is not headed by <content> with the bug's history";
    }

    /// <summary>Wrong code is called by its detour alone.</summary>
    private static IEnumerable<string> WrongCalls(IReadOnlyList<Source> sources, List<BugPlace> places)
    {
        var wrong = sources.Where(BugPlace.IsWrongCode).SelectMany(Declared).ToHashSet();
        var legal = places.Select(place => place.Call.Parent).OfType<IfStatementSyntax>().ToHashSet();
        return
            from source in sources
            where !BugPlace.IsWrongCode(source)
            from call in source.Root.DescendantNodes().OfType<InvocationExpressionSyntax>()
            where wrong.Contains(call.Expression.ToString().Split('.')[^1])
                && !call.Ancestors().OfType<IfStatementSyntax>().Any(legal.Contains)
            select $"{source.Where(call)}: wrong code is called without its detour";
    }

    private static IEnumerable<string> Rows(Bug bug, IReadOnlyList<Source> sources)
    {
        var rows = sources.SelectMany(source => source.Root.DescendantNodes()
            .OfType<InitializerExpressionSyntax>()
            .Where(row => Assigned(row, "Switch") == $"{BugPlace.Switches}.{bug.Name}")).ToList();
        if (rows.Count != 1)
            yield return $"{bug.Where}: {bug.Name} has {rows.Count} rows in the gallery, expected 1";
        else if (Assigned(rows[0], "Expected") is null or "[]")
            yield return $"{bug.Where}: nothing is expected to catch {bug.Name}";
    }

    /// <summary>The whole gallery is hunted, with a control; each native bug is in a test.</summary>
    private static IEnumerable<string> Tests(List<Bug> bugs, IReadOnlyList<Source> tests)
    {
        var code = tests.Select(test => test.Code).ToList();
        if (!code.Any(text => text.Contains("inGallery.All)") && text.Contains("Bugs=[bug.Switch]")
                && text.Contains("Bugs=[]")))
            yield return "tests: no test hunts all of the gallery and runs the same without the bug";

        foreach (var bug in bugs.Where(bug => bug.Kind == BugPlace.NativeBugs))
        {
            if (!code.Any(text => text.Contains($"{bug.Kind}.{bug.Name}")))
                yield return $"{bug.Where}: {bug.Name} is in no test";
        }
    }

    /// <summary>Parameters, fields and locals that exist for a bug.</summary>
    private static IEnumerable<string> Leftovers(Source source)
    {
        if (!algorithms.Contains(source.Layer) || BugPlace.IsWrongCode(source))
            yield break;

        var names = source.Root.DescendantNodes().Select(node => node switch
        {
            ParameterSyntax parameter => parameter.Identifier,
            VariableDeclaratorSyntax variable => variable.Identifier,
            PropertyDeclarationSyntax property => property.Identifier,
            _ => default,
        });
        foreach (var name in names.Where(name => MentionsBug(name.Text)))
            yield return $"{source.Where(name)}: {name.Text} exists for a bug";

        var documents = source.Root.DescendantNodes(descendIntoTrivia: true).OfType<XmlElementSyntax>()
            .Where(element => element.StartTag.Name.ToString() is "param");
        foreach (var element in documents.Where(element => MentionsBug(element.Content.ToString())))
            yield return $"{source.Where(element)}: a parameter that exists for a bug";
    }

    private static bool MentionsBug(string text) => text.Contains("bug", StringComparison.OrdinalIgnoreCase);

    private static bool IsFileOf(string bug, Source source) =>
        source.Path.EndsWith($"/Bugs/{bug}.cs", StringComparison.Ordinal);

    private static IEnumerable<string> Declared(Source source) =>
        source.Root.DescendantNodes().OfType<MethodDeclarationSyntax>().Select(m => m.Identifier.Text);

    private static string? Assigned(InitializerExpressionSyntax row, string name) =>
        row.Expressions.OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(set => set.Left.ToString() == name)?.Right.ToString();

    private sealed record Bug(string Where, string Kind, string Name, string Id);
}
