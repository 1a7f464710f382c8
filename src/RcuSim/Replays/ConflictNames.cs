using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Replays;

/// <summary>
/// Conflict sets as names: <c>cache.field</c>, <c>cache.(reuse)</c> for the objects of a type-stable cache,
/// and <c>(rcu).grace-periods</c>.
/// </summary>
internal static class ConflictNames
{
    private const string GracePeriods = "(rcu).grace-periods";
    private const string Reuse = "(reuse)";

    /// <summary>The names of a set's fields, in order.</summary>
    public static IReadOnlyList<string> Of(ConflictSet conflicts) =>
        [.. conflicts.Items().Select(item => Name(item.Cache, item.Group))];

    /// <summary>The set with the given names; null if one is unknown to this program.</summary>
    /// <param name="names">The names.</param>
    /// <param name="error">Empty, or what is wrong.</param>
    /// <remarks>A cache is known once the code that defines it has run: set the scenario up first.</remarks>
    public static ConflictSet? Parse(IEnumerable<string> names, out string error)
    {
        var known = new Dictionary<string, (int Cache, int Group)>
        {
            [GracePeriods] = (0, ConflictSet.GracePeriods),
        };
        for (int i = 0; i < SlabCache.Limit; i++)
        {
            if (SlabCache.Find(i) is { } cache)
            {
                known[Name(i, ConflictSet.Reuse)] = (i, ConflictSet.Reuse);
                foreach (var field in cache.Fields)
                {
                    known[Name(i, field.Group)] = (i, field.Group);
                }
            }
        }

        var set = new ConflictSet();
        foreach (string name in names)
        {
            if (!known.TryGetValue(name, out var item))
            {
                error = $"the conflict set names '{name}', which this program does not know";
                return null;
            }

            set.Add(item.Cache, item.Group);
        }

        error = "";
        return set;
    }

    private static string Name(int number, int group)
    {
        if (number == 0)
        {
            return GracePeriods;
        }

        var cache = SlabCache.Find(number)!;
        return $"{cache.Name}.{(group == ConflictSet.Reuse ? Reuse : cache.Fields[group - 1].Name)}";
    }
}
