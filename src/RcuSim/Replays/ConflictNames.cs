using System.Globalization;
using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Replays;

/// <summary>
/// Conflict sets as names: <c>cache.field</c>, <c>cache.(reuse)</c> for the objects of a type-stable cache,
/// <c>(rcu).grace-periods</c>, <c>(rcu).callbacks</c>, <c>cache.field.(tried)</c> for a lock that was tried,
/// and <c>cache.(object 2.3)</c> for the fourth object that thread 2 took, which others reach
/// without a pointer.
/// </summary>
internal static class ConflictNames
{
    private const string GracePeriods = "(rcu).grace-periods";
    private const string Callbacks = "(rcu).callbacks";
    private const string Reuse = "(reuse)";
    private const string Tried = ".(tried)";
    private const string ObjectStart = ".(object ";

    /// <summary>The names of everything in a set, in order.</summary>
    public static IReadOnlyList<string> Of(ConflictSet conflicts) =>
    [
        .. Fields(conflicts),
        .. conflicts.Tried().Select(item => Name(item.Cache, item.Group) + Tried),
        .. conflicts.Reached.Select(Object),
    ];

    /// <summary>The names of a set's fields, in order.</summary>
    public static IReadOnlyList<string> Fields(ConflictSet conflicts) =>
        [.. conflicts.Items().Select(item => Name(item.Cache, item.Group))];

    /// <summary>The set with the given names; null if one is unknown to this program.</summary>
    /// <param name="names">The names.</param>
    /// <param name="error">Empty, or what is wrong.</param>
    /// <remarks>A cache is known once the code that defines it has run: set the scenario up first.</remarks>
    public static ConflictSet? Parse(IEnumerable<string> names, out string error)
    {
        var known = Known();
        var set = new ConflictSet();
        foreach (string name in names)
        {
            bool isTried = name.EndsWith(Tried, StringComparison.Ordinal);
            if (known.TryGetValue(isTried ? name[..^Tried.Length] : name, out var item))
            {
                _ = isTried ? set.AddTried(item.Cache, item.Group) : set.Add(item.Cache, item.Group);
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

    private static Dictionary<string, (int Cache, int Group)> Known()
    {
        var known = new Dictionary<string, (int Cache, int Group)>
        {
            [GracePeriods] = (0, ConflictSet.GracePeriods),
            [Callbacks] = (0, ConflictSet.Callbacks),
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

        return known;
    }

    private static string Name(int number, int group)
    {
        if (number == 0)
        {
            return group == ConflictSet.GracePeriods ? GracePeriods : Callbacks;
        }

        var cache = SlabCache.Find(number)!;
        string field = group == ConflictSet.Reuse ? Reuse : cache.Fields[group - 1].Name;
        return Printable.Line($"{cache.Name}.{field}");
    }

    private static string Object(ulong address) =>
        $"{Printable.Line(SimulatedAddress.Cache(address).Name)}{ObjectStart}"
            + $"{SimulatedAddress.Thread(address)}.{SimulatedAddress.Ordinal(address)})";

    private static SlabCache? CacheOf(string name) =>
        Enumerable.Range(0, SlabCache.Limit).Select(SlabCache.Find)
            .FirstOrDefault(cache => cache is not null && Printable.Line(cache.Name) == name);

    /// <summary>The address of the object of a name; null if no object can be called so.</summary>
    private static ulong? FindObject(string name)
    {
        int start = name.LastIndexOf(ObjectStart, StringComparison.Ordinal);
        if (start < 0 || CacheOf(name[..start]) is not { } cache)
        {
            return null;
        }

        string[] parts = name[(start + ObjectStart.Length)..].TrimEnd(')').Split('.');
        if (parts.Length != 2 || !byte.TryParse(parts[0], CultureInfo.InvariantCulture, out byte thread)
            || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out int ordinal) || ordinal < 0)
        {
            return null;
        }

        ulong address = SimulatedAddress.Of(thread, cache, ordinal);
        return Object(address) == name ? address : null;
    }
}
