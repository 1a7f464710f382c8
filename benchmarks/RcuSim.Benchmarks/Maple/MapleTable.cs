using System.Diagnostics;
using System.Globalization;

namespace RcuSim.Benchmarks;

/// <summary>
/// All rows of <see cref="MapleBenchmarks"/> in one short run: the best and the median of many passes, in
/// nanoseconds for each entry. Each is timed in a process of its own, because the compiler fits shared code
/// to what has run in the process: after the others, writes are up to a quarter slower.
/// </summary>
internal static class MapleTable
{
    /// <summary>The first word of the command that times one row.</summary>
    public const string ColumnCommand = "maple-column";

    private const int UsualSize = 421;
    private static readonly TimeSpan each = TimeSpan.FromSeconds(0.5);

    /// <summary>Times every row at every size.</summary>
    /// <param name="sizes">How many entries a tree holds.</param>
    /// <param name="output">Gets a table.</param>
    public static void Run(IReadOnlyList<int> sizes, TextWriter output)
    {
        var columns = MapleRow.All.Select(row => Ask(row.Name, sizes)).ToList();
        BestPass.Print(
            sizes, MapleRow.All.Select(row => row.Name), n => [.. columns.Select(cells => cells[n])], output);
    }

    /// <summary>Times one row at every size, after a run for the compiler.</summary>
    /// <param name="name">The row.</param>
    /// <param name="sizes">How many entries a tree holds.</param>
    /// <param name="output">Gets a cell a line.</param>
    public static void RunColumn(string name, IReadOnlyList<int> sizes, TextWriter output)
    {
        var row = MapleRow.All.Single(row => row.Name == name);
        _ = Cell(row, UsualSize);
        foreach (int n in sizes)
            output.WriteLine(Cell(row, n));
    }

    /// <summary>Runs every row, so that the compiler has seen them all.</summary>
    public static void WarmUp()
    {
        foreach (var row in MapleRow.All)
            _ = Cell(row, UsualSize);
    }

    private static string Cell(MapleRow row, int n)
    {
        var trees = new MapleBenchmarks { N = n };
        trees.SetUp();
        string cell = BestPass.PerEntry(n, each, () => row.Prepare(trees), () => row.Run(trees));
        trees.CleanUp();
        return cell;
    }

    /// <summary>Times a row in another process; gives a cell for each size.</summary>
    private static Dictionary<int, string> Ask(string name, IReadOnlyList<int> sizes)
    {
        var numbers = sizes.Select(n => n.ToString(CultureInfo.InvariantCulture));
        using var child = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, [ColumnCommand, name, .. numbers])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            })!;
        var cells = child.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        child.WaitForExit();
        return sizes.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second);
    }
}
