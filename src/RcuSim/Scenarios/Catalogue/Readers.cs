namespace RcuSim.Scenarios;

/// <summary>
/// The readers that run alongside fork: page faults, maps readers and reverse-map readers in turn.
/// </summary>
internal static class Readers
{
    private const int Kinds = 3;
    private const int FaultsEach = 2;
    private const int BufferLines = 8;

    /// <summary>The n-th reader, from 0.</summary>
    public static Actor Create(int n, VmaLayout layout)
    {
        int turn = n / Kinds;
        return (n % Kinds) switch
        {
            0 => new FaultActor($"fault-{turn + 1}", Process.Parent, Addresses(turn, layout)),
            1 => new MapsActor($"maps-{turn + 1}", Process.Parent, BufferLines),
            _ => new RmapActor($"rmap-{turn + 1}", turn % FileCount(layout)),
        };
    }

    /// <summary>
    /// Addresses in private writable memory, where fork copies something; early and late ones.
    /// </summary>
    private static ulong[] Addresses(int turn, VmaLayout layout)
    {
        var candidates = layout.Entries.Where(entry => entry.IsTouched).ToList();
        candidates = candidates.Count == 0 ? [.. layout.Entries] : candidates;
        var chosen = Enumerable.Range(0, FaultsEach)
            .Select(i => candidates[((turn * 3) + (i * (candidates.Count - 1))) % candidates.Count]);
        return [.. chosen.Select(entry => entry.End - Mm.Pages.Size)];
    }

    private static int FileCount(VmaLayout layout) =>
        Math.Max(1, layout.Entries.Where(entry => entry.MapsFile).DistinctBy(entry => entry.File).Count());
}
