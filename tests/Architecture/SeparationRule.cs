namespace RcuSim.Tests.Architecture;

/// <summary>
/// What a folder of the library may not name, although the layers allow it: ARCHITECTURE.md lists it.
/// </summary>
internal static class SeparationRule
{
    private const string Heading = "| folder of RcuSim | may not name |";

    public static IEnumerable<string> Check(string document, TypeUses types)
    {
        var rows = Rows(document).ToList();
        if (rows.Count == 0)
            yield return $"ARCHITECTURE.md: no table '{Heading}'";

        foreach (var (folder, forbidden) in rows)
        {
            bool exists(string name) => types.Folders.Any(known => IsIn(known, name));
            foreach (string name in forbidden.Append(folder).Where(name => !exists(name)))
                yield return $"ARCHITECTURE.md: there is no folder {name}";

            var uses = types.Uses.Where(use => use.User.Folders.Any(own => IsIn(own, folder)));
            foreach (var use in uses.Where(use => forbidden.Any(other => use.Used.IsIn(InSources(other)))))
                yield return $"{use.Where}: {folder} names {use.Used.Name} of {use.Used.Folders[0]}";
        }
    }

    private static IEnumerable<(string Folder, string[] Forbidden)> Rows(string document) =>
        from row in document.Split('\n').Select(line => line.Trim())
            .SkipWhile(line => line != Heading).Skip(2).TakeWhile(line => line.StartsWith('|'))
        let cells = row.Split('|', StringSplitOptions.TrimEntries)
        from folder in cells[1].Split(", ")
        select (folder, cells[2].Split(", "));

    private static bool IsIn(string path, string folder) =>
        $"{path}/".StartsWith($"{InSources(folder)}/", StringComparison.Ordinal);

    private static string InSources(string folder) => $"src/RcuSim/{folder}";
}
