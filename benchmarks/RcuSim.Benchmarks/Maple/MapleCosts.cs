using System.Globalization;

namespace RcuSim.Benchmarks;

/// <summary>
/// What <see cref="MapleBenchmarks"/> take besides time: nodes, unmanaged bytes for each, managed bytes.
/// </summary>
internal static class MapleCosts
{
    /// <summary>
    /// Prints how many nodes each row takes for each of its trees, the bytes for each node in use when
    /// each tree is a duplicate of one source, and the managed bytes that one more pass of all rows takes.
    /// </summary>
    public static void Run(IReadOnlyList<int> sizes, TextWriter output)
    {
        var rows = MapleRow.All.Take(MapleRow.TakeNodes).ToList();
        string names = string.Join(" | ", rows.Select(row => row.Name));
        output.WriteLine($"| n | {names} | bytes a node | managed bytes |");
        output.WriteLine($"|{string.Concat(Enumerable.Repeat("---|", rows.Count + 3))}");
        foreach (int n in sizes)
            output.WriteLine($"| {n} | {string.Join(" | ", Line(n, rows))} |");
    }

    private static List<string> Line(int n, List<MapleRow> rows)
    {
        var trees = new MapleBenchmarks { N = n };
        trees.SetUp();
        trees.EmptyInRcuMode();
        trees.Duplicate();
        var memory = trees.Memory;
        double bytes = (double)(memory.UsedBytes + memory.BookkeepingBytes) / memory.Live;
        var cells = rows.Select(row => Nodes(trees, row)).ToList();
        cells.Add(bytes.ToString("0", CultureInfo.InvariantCulture));
        cells.Add(ManagedBytes(trees, rows).ToString(CultureInfo.InvariantCulture));
        trees.CleanUp();
        return cells;
    }

    private static string Nodes(MapleBenchmarks trees, MapleRow row)
    {
        row.Prepare(trees);
        long before = trees.Memory.Allocated;
        row.Run(trees);
        double each = (trees.Memory.Allocated - before) / (double)Layout.Trees(trees.N);
        return each.ToString("0", CultureInfo.InvariantCulture);
    }

    private static long ManagedBytes(MapleBenchmarks trees, List<MapleRow> rows)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var row in rows)
        {
            row.Prepare(trees);
            row.Run(trees);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
