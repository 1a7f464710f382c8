using System.Text.RegularExpressions;
using RcuSim.Tests.Documents;

namespace RcuSim.Tests.Mutation;

/// <summary>Counts what became of the mutants, and compares it with what docs/mutation.md says.</summary>
/// <param name="killers">Each mutant's name, and the probe that killed it; empty if none did.</param>
/// <param name="room">What the names of all mutants tried begin with.</param>
internal sealed partial class Score(IReadOnlyDictionary<string, string> killers, string room)
{
    private const string Equivalent = "## Equivalent";
    private static readonly string page = File.ReadAllText(Pages.At("docs", "mutation.md"));

    /// <summary>The mutants that the page lists.</summary>
    public static IReadOnlySet<string> Listed { get; } = Names(page).ToHashSet();

    /// <summary>Prints the score as a table, and what the page lacks or says in vain.</summary>
    /// <returns>True if there is nothing of that kind.</returns>
    public bool Print()
    {
        var equivalent = Names(page.Split(Equivalent, 2)[1].Split("\n## ", 2)[0]).ToHashSet();
        Console.WriteLine(
            "| room | mutants | killed by scenarios | by hunts | by tests | survive | equivalent | score |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var part in killers.Keys.GroupBy(name => name[..name.LastIndexOf('/', name.IndexOf(' '))]))
            Print(part.Key, [.. part], equivalent);
        Print("all", [.. killers.Keys], equivalent);
        string[] complaints = [.. Complaints()];
        foreach (string complaint in complaints)
            Console.WriteLine(complaint);
        return complaints.Length == 0;
    }

    private void Print(string part, IReadOnlyCollection<string> names, HashSet<string> equivalent)
    {
        int By(string kind) => names.Count(name => killers[name].StartsWith(kind));
        int alive = names.Count(name => killers[name] == "");
        int same = names.Count(name => killers[name] == "" && equivalent.Contains(name));
        double score = 100.0 * (names.Count - alive) / (names.Count - same);
        Console.WriteLine(
            $"| {part} | {names.Count} | {By("scenario")} | {By("hunt")} | {By("tests")} | {alive} | {same} "
            + $"| {score:F1} % |");
    }

    private IEnumerable<string> Complaints()
    {
        foreach (string name in killers.Keys.Where(name => killers[name] == "" && !Listed.Contains(name)))
            yield return $"not listed: | `{name.Replace("|", "\\|")}` | |";
        foreach (string name in Listed.Where(name => name.StartsWith(room)))
        {
            string killer = killers.GetValueOrDefault(name) ?? "there is no such mutant";
            if (killer.Length > 0)
                yield return $"listed, but {killer}: {name}";
        }
    }

    private static IEnumerable<string> Names(string text) =>
        RowName().Matches(text).Select(row => row.Groups["name"].Value.Replace("\\|", "|"));

    [GeneratedRegex(@"^\| `(?<name>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex RowName();
}
