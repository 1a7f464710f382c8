namespace RcuSim.Tests.Architecture;

/// <summary>
/// A type works with at most so many others. Enums, interfaces and attributes do not count, nor does, outside
/// it, the vocabulary that every layer speaks: the folder Machine.
/// </summary>
internal static class CollaboratorRule
{
    public const int Limit = 15;

    private const string Vocabulary = "src/RcuSim/Machine";

    /// <summary>Every type that works with too many, and every exception that is not needed.</summary>
    /// <param name="types">The types.</param>
    /// <param name="exceptions">Those that need more, each with a reason.</param>
    public static IEnumerable<string> Check(TypeUses types, IReadOnlyDictionary<string, string> exceptions)
    {
        var counts = types.Uses
            .Where(use => use.Used.Acts && (!use.Used.IsIn(Vocabulary) || use.User.IsIn(Vocabulary)))
            .GroupBy(use => use.User, use => use.Used.Name)
            .ToDictionary(group => group.Key.Name, group => group.Distinct().Order().ToList());
        foreach (var (name, used) in counts.Where(count => count.Value.Count > Limit))
        {
            if (!exceptions.ContainsKey(name))
            {
                string all = string.Join(", ", used);
                yield return $"{name} works with {used.Count} types, at most {Limit}: {all}";
            }
        }

        foreach (string name in exceptions.Keys)
        {
            if (!counts.TryGetValue(name, out var used) || used.Count <= Limit)
                yield return $"{name} needs no exception";
        }
    }
}
