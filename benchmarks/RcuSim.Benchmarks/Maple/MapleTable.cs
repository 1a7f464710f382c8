namespace RcuSim.Benchmarks;

/// <summary>
/// All rows of <see cref="MapleBenchmarks"/> in one short run: the best of many passes, in nanoseconds for
/// each entry.
/// </summary>
internal static class MapleTable
{
    private static readonly
        (string Name, Action<MapleBenchmarks> Prepare, Action<MapleBenchmarks> Run)[] rows =
    [
        ("dup+replace", tree => tree.EmptyInRcuMode(), tree => tree.DuplicateAndReplace()),
        ("bulk", tree => tree.EmptyInRcuMode(), tree => tree.BulkRebuild()),
        ("dup", tree => tree.EmptyInRcuMode(), tree => tree.Duplicate()),
        ("iterate", _ => { }, tree => tree.Iterate()),
        ("load", _ => { }, tree => tree.RandomLoad()),
        ("append", tree => tree.EmptyOutOfRcuMode(), tree => tree.Append()),
        ("append RCU", tree => tree.EmptyInRcuMode(), tree => tree.AppendRcu()),
        ("mixed", tree => tree.FillOutOfRcuMode(), tree => tree.Mixed()),
        ("mixed RCU", tree => tree.FillInRcuMode(), tree => tree.MixedRcu()),
    ];

    /// <summary>Times every row at every size.</summary>
    /// <param name="sizes">How many entries a tree holds.</param>
    /// <param name="each">How long to go on with one cell.</param>
    /// <param name="output">Gets a table.</param>
    public static void Run(IReadOnlyList<int> sizes, TimeSpan each, TextWriter output) =>
        BestPass.Print(sizes, rows.Select(row => row.Name), n => Line(n, each), output);

    private static List<string> Line(int n, TimeSpan each)
    {
        var trees = new MapleBenchmarks { N = n };
        trees.SetUp();
        var cells = rows
            .Select(row => BestPass.PerEntry(n, each, () => row.Prepare(trees), () => row.Run(trees)))
            .ToList();
        trees.CleanUp();
        return cells;
    }
}
