namespace RcuSim.Tests.Architecture;

/// <summary>
/// No folder of a project uses another that uses it, directly or through others. A folder and those below it
/// count apart. A partial type that lies in several folders counts for none of them.
/// </summary>
internal static class FolderCycleRule
{
    public static IEnumerable<string> Check(TypeUses types)
    {
        var edges = types.Uses
            .Where(use => use.User.Folder is not null && use.Used.Folder is not null)
            .Where(use => use.User.Folder != use.Used.Folder)
            .GroupBy(use => (From: use.User.Folder!, To: use.Used.Folder!))
            .ToDictionary(edge => edge.Key, edge => edge.First());
        var next = edges.Keys.ToLookup(edge => edge.From, edge => edge.To);
        foreach (var (edge, use) in edges.OrderBy(pair => pair.Key))
        {
            if (Path(next, edge.To, edge.From) is { } back)
            {
                yield return $"{use.Where}: {edge.From} uses {edge.To} ({use.Used.Name}), which uses it: "
                    + string.Join(", ", back.Zip(back.Skip(1)).Select(step => edges[step].Where));
            }
        }
    }

    /// <summary>The folders on a shortest way, both ends included, or null if there is none.</summary>
    private static List<string>? Path(ILookup<string, string> next, string from, string to)
    {
        var before = new Dictionary<string, string> { [from] = from };
        var queue = new Queue<string>([from]);
        while (queue.TryDequeue(out string? folder))
        {
            foreach (string target in next[folder].Where(target => before.TryAdd(target, folder)))
                queue.Enqueue(target);
        }

        if (!before.ContainsKey(to))
            return null;

        var path = new List<string> { to };
        while (path[^1] != from)
            path.Add(before[path[^1]]);
        path.Reverse();
        return path;
    }
}
