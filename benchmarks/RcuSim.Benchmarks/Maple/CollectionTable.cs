namespace RcuSim.Benchmarks;

/// <summary>The rows of <see cref="CollectionBenchmarks"/> in one short run.</summary>
internal static class CollectionTable
{
    private static readonly (string Name, Action<CollectionBenchmarks> Run)[] rows =
    [
        ("Sorted copy+replace", some => some.SortedDictionaryCopyAndReplace()),
        ("Sorted load", some => some.SortedDictionaryLoad()),
        ("locked Sorted load", some => some.LockedSortedDictionaryLoad()),
        ("Concurrent load", some => some.ConcurrentDictionaryLoad()),
        ("ImmutableSorted load", some => some.ImmutableSortedDictionaryLoad()),
        ("Sorted iterate", some => some.SortedDictionaryIterate()),
        ("ImmutableSorted iterate", some => some.ImmutableSortedDictionaryIterate()),
        ("Sorted append", some => some.SortedDictionaryAppend()),
        ("ImmutableSorted append", some => some.ImmutableSortedDictionaryAppend()),
    ];

    /// <summary>
    /// Times every row at every size, the first size twice: the first time for the compiler.
    /// </summary>
    public static void Run(IReadOnlyList<int> sizes, TimeSpan each, TextWriter output)
    {
        _ = Line(sizes[0], each);
        BestPass.Print(sizes, rows.Select(row => row.Name), n => Line(n, each), output);
    }

    private static List<string> Line(int n, TimeSpan each)
    {
        var some = new CollectionBenchmarks { N = n };
        some.SetUp();
        return [.. rows.Select(row => BestPass.PerEntry(n, each, () => { }, () => row.Run(some)))];
    }
}
