using System.Diagnostics;
using System.Globalization;

namespace RcuSim.Benchmarks;

/// <summary>
/// The best of many short passes, which is what the code costs when nothing disturbs it, and their median.
/// </summary>
internal static class BestPass
{
    private const int LeastPasses = 8;

    /// <summary>
    /// Times a pass until the time is up; in nanoseconds for each of the entries it handles, the median in
    /// brackets.
    /// </summary>
    public static string PerEntry(int n, TimeSpan each, Action prepare, Action run)
    {
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        for (int pass = 0; pass < LeastPasses || clock.Elapsed < each; pass++)
        {
            prepare();
            long begin = Stopwatch.GetTimestamp();
            run();
            times.Add(Stopwatch.GetElapsedTime(begin).TotalNanoseconds / Layout.Handled(n));
        }

        times.Sort();
        return $"{Text(times[0])} ({Text(times[times.Count / 2])})";
    }

    /// <summary>Prints a table with a line for each size.</summary>
    public static void Print(
        IReadOnlyList<int> sizes,
        IEnumerable<string> columns,
        Func<int, IReadOnlyList<string>> line,
        TextWriter output)
    {
        var names = columns.ToList();
        output.WriteLine($"| n | {string.Join(" | ", names)} |");
        output.WriteLine($"|{string.Concat(Enumerable.Repeat("---|", names.Count + 1))}");
        foreach (int n in sizes)
            output.WriteLine($"| {n} | {string.Join(" | ", line(n))} |");
    }

    private static string Text(double time) =>
        time.ToString(time < 9.95 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
