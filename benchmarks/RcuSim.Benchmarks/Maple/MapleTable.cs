namespace RcuSim.Benchmarks;

/// <summary>
/// All rows of <see cref="MapleBenchmarks"/> in one short run: the best and the median of many passes, in
/// nanoseconds for each entry.
/// </summary>
internal static class MapleTable
{
    /// <summary>Times every row at every size.</summary>
    /// <param name="sizes">How many entries a tree holds.</param>
    /// <param name="each">How long to go on with one cell.</param>
    /// <param name="output">Gets a table.</param>
    public static void Run(IReadOnlyList<int> sizes, TimeSpan each, TextWriter output) =>
        BestPass.Print(sizes, MapleRow.All.Select(row => row.Name), n => Line(n, each), output);

    private static List<string> Line(int n, TimeSpan each)
    {
        var trees = new MapleBenchmarks { N = n };
        trees.SetUp();
        var cells = MapleRow.All
            .Select(row => BestPass.PerEntry(n, each, () => row.Prepare(trees), () => row.Run(trees)))
            .ToList();
        trees.CleanUp();
        return cells;
    }
}
