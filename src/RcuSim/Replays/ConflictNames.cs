using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Replays;

/// <summary>
/// Conflict sets as names: <c>cache.field</c>, <c>cache.(reuse)</c> for the objects of a type-stable cache,
/// <c>(rcu).grace-periods</c>, <c>(rcu).callbacks</c>, <c>cache.field.(tried)</c> for a lock that was tried,
/// and <c>(object 2.256.3)</c> for the fourth object of 256 bytes that thread 2 took, which others reach
/// without a pointer. Never numbers that another process may deal out differently.
/// </summary>
internal static class ConflictNames
{
    private const string GracePeriods = "(rcu).grace-periods";
    private const string Callbacks = "(rcu).callbacks";
    private const string Reuse = "(reuse)";
    private const string Tried = ".(tried)";
    private const string ObjectStart = "(object ";

    /// <summary>The names of everything in a set, in order.</summary>
    public static IReadOnlyList<string> Of(ConflictSet conflicts) =>
    [
        .. Fields(conflicts),
        .. Names(conflicts.Tried()).Select(name => name + Tried),
        .. conflicts.Reached.Select(Object),
    ];

    /// <summary>The names of a set's fields, in order.</summary>
    public static IReadOnlyList<string> Fields(ConflictSet conflicts) => [.. Names(conflicts.Items())];

    /// <summary>The set with the given names; null if one is unknown to this program.</summary>
    /// <param name="names">The names.</param>
    /// <param name="error">Empty, or what is wrong.</param>
    /// <remarks>
    /// A cache is known once the code that defines it has run: set the scenario up first. A name stands for
    /// each cache of the program that is called so; the scenario uses only one of them.
    /// </remarks>
    public static ConflictSet? Parse(IEnumerable<string> names, out string error)
    {
        var known = Known();
        var set = new ConflictSet();
        foreach (string name in names)
        {
            bool isTried = name.EndsWith(Tried, StringComparison.Ordinal);
            if (known.TryGetValue(isTried ? name[..^Tried.Length] : name, out var items))
            {
                foreach (var (cache, group) in items)
                {
                    _ = isTried ? set.AddTried(cache, group) : set.Add(cache, group);
                }
            }
            else if (FindObject(name) is { } address)
            {
                set.AddReached(address);
            }
            else
            {
                error = $"the conflict set names '{name}', which this program does not know";
                return null;
            }
        }

        error = "";
        return set;
    }

    private static Dictionary<string, List<(int Cache, int Group)>> Known()
    {
        var known = new Dictionary<string, List<(int Cache, int Group)>>
        {
            [GracePeriods] = [(0, ConflictSet.GracePeriods)],
            [Callbacks] = [(0, ConflictSet.Callbacks)],
        };
        for (int number = 1; number < SlabCache.Count; number++)
        {
            var cache = SlabCache.Find(number);
            int groups = cache?.Root == cache ? cache?.Fields.Count ?? -1 : -1;
            for (int group = 0; group <= groups; group++)
            {
                string name = Name(number, group);
                known.TryAdd(name, []);
                known[name].Add((number, group));
            }
        }

        return known;
    }

    /// <summary>
    /// What a set holds, by name: first what the library has itself, in the order of its numbers; then by the
    /// names of the caches, since their numbers mean nothing in another process.
    /// </summary>
    private static IEnumerable<string> Names(IEnumerable<(int Cache, int Group)> items) => items
        .OrderBy(item => Math.Min(item.Cache, SlabCache.FirstFree))
        .ThenBy(item => SlabCache.Find(item.Cache)?.Name, StringComparer.Ordinal)
        .ThenBy(item => item.Group)
        .Select(item => Name(item.Cache, item.Group))
        .Distinct();

    private static string Name(int number, int group)
    {
        if (number == 0)
        {
            return group == ConflictSet.GracePeriods ? GracePeriods : Callbacks;
        }

        var cache = SlabCache.At(number);
        string field = group == ConflictSet.Reuse ? Reuse : cache.Fields[group - 1].Name;
        return Printable.Line($"{cache.Name}.{field}");
    }

    private static string Object(ulong address) => $"{ObjectStart}{SimulatedAddress.Thread(address)}."
        + $"{1UL << SimulatedAddress.Shift(address)}.{SimulatedAddress.Ordinal(address)})";

    /// <summary>The address of the object of a name; null if no object can be called so.</summary>
    private static ulong? FindObject(string name)
    {
        string[] parts = name.StartsWith(ObjectStart, StringComparison.Ordinal)
            ? name[ObjectStart.Length..].TrimEnd(')').Split('.')
            : [];
        if (parts.Length != 3 || !PlainNumber.TryDecimal(parts[0], byte.MaxValue, out int thread)
            || !PlainNumber.TryDecimal(parts[1], out ulong size)
            || !PlainNumber.TryDecimal(parts[2], int.MaxValue, out int ordinal))
        {
            return null;
        }

        ulong? address = SimulatedAddress.Find((byte)thread, size, ordinal);
        return address is { } found && Object(found) == name ? found : null;
    }
}
