namespace RcuSim.Benchmarks;

/// <summary>The ranges of a process-like layout: a gap after every third.</summary>
internal static class Layout
{
    private const int Least = 20_000;
    private const ulong Page = 4096;

    /// <summary>How many trees one iteration handles, so that it is long enough to time.</summary>
    public static int Trees(int n) => Math.Max(1, Least / n);

    /// <summary>How many entries one iteration handles.</summary>
    public static double Handled(int n) => (double)n * Trees(n);

    public static (ulong First, ulong Last)[] Ranges(int n)
    {
        var ranges = new (ulong First, ulong Last)[n];
        ulong at = 0x400000;
        for (uint i = 0; i < n; i++)
        {
            ulong size = (1 + (i * 7 % 13)) * Page;
            ranges[i] = (at, at + size - 1);
            at += size + (i % 3 == 2 ? (1 + (i * 5 % 7)) * Page : 0);
        }

        return ranges;
    }

    /// <summary>Starts of ranges in random order, the same in every run.</summary>
    public static ulong[] RandomStarts((ulong First, ulong Last)[] ranges)
    {
        var random = new Random(1);
        var starts = new ulong[ranges.Length];
        for (int i = 0; i < starts.Length; i++)
            starts[i] = ranges[random.Next(ranges.Length)].First;
        return starts;
    }
}
