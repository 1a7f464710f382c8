using System.Diagnostics;
using System.Globalization;

namespace RcuSim.Benchmarks;

/// <summary>
/// All rows of <see cref="MapleBenchmarks"/> in one short run: the best of many passes, in nanoseconds for
/// each entry.
/// </summary>
internal static class MapleTable
{
    private const int LeastPasses = 8;

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
    public static void Run(IReadOnlyList<int> sizes, TimeSpan each, TextWriter output)
    {
        output.WriteLine($"| n | {string.Join(" | ", rows.Select(row => row.Name))} |");
        output.WriteLine($"|{string.Concat(Enumerable.Repeat("---|", rows.Length + 1))}");

        // The first size is timed twice: the first time is for the compiler.
        _ = Line(sizes[0], each);
        foreach (int n in sizes)
            output.WriteLine(Line(n, each));
    }

    private static string Line(int n, TimeSpan each)
    {
        var trees = new MapleBenchmarks { N = n };
        trees.SetUp();
        var cells = rows.Select(row => Best(trees, row.Prepare, row.Run, each) / Layout.Handled(n))
            .Select(time => time.ToString(time < 10 ? "0.0" : "0", CultureInfo.InvariantCulture))
            .ToList();
        trees.CleanUp();
        return $"| {n} | {string.Join(" | ", cells)} |";
    }

    private static double Best(
        MapleBenchmarks trees, Action<MapleBenchmarks> prepare, Action<MapleBenchmarks> run, TimeSpan each)
    {
        double best = double.MaxValue;
        var clock = Stopwatch.StartNew();
        for (int pass = 0; pass < LeastPasses || clock.Elapsed < each; pass++)
        {
            prepare(trees);
            long begin = Stopwatch.GetTimestamp();
            run(trees);
            best = Math.Min(best, Stopwatch.GetElapsedTime(begin).TotalNanoseconds);
        }

        return best;
    }
}
