using System.Collections.Concurrent;
using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;

namespace RcuSim.Benchmarks;

/// <summary>
/// What a .NET user would take instead, keyed by the start of a range: none finds the range that holds an
/// index without more work, so these are lower bounds.
/// </summary>
[Config(typeof(EntryConfig))]
public class CollectionBenchmarks
{
    private readonly object gate = new();
    private (ulong First, ulong Last)[] ranges = null!;
    private ulong[] starts = null!;
    private SortedDictionary<ulong, ulong> sorted = null!;
    private ConcurrentDictionary<ulong, ulong> concurrent = null!;
    private ImmutableSortedDictionary<ulong, ulong> immutable = null!;
    private ulong sum;

    [Params(21, 421, 6421, 100000)]
    public int N { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        ranges = Layout.Ranges(N);
        starts = Layout.RandomStarts(ranges);
        var entries = ranges.Select(range => KeyValuePair.Create(range.First, range.First | 1)).ToList();
        sorted = new(entries.ToDictionary());
        concurrent = new(entries);
        immutable = entries.ToImmutableSortedDictionary();
    }

    [GlobalCleanup]
    public void CleanUp() => GC.KeepAlive(sum);

    [Benchmark]
    public void SortedDictionaryCopyAndReplace()
    {
        for (int i = 0; i < Layout.Trees(N); i++)
        {
            var copy = new SortedDictionary<ulong, ulong>(sorted);
            foreach (var (first, _) in ranges)
                copy[first] += 2;
            sum += (ulong)copy.Count;
        }
    }

    [Benchmark]
    public void SortedDictionaryLoad()
    {
        for (int i = 0; i < Layout.Trees(N); i++)
        {
            foreach (ulong start in starts)
                sum += sorted[start];
        }
    }

    [Benchmark]
    public void LockedSortedDictionaryLoad()
    {
        for (int i = 0; i < Layout.Trees(N); i++)
        {
            foreach (ulong start in starts)
            {
                lock (gate)
                    sum += sorted[start];
            }
        }
    }

    [Benchmark]
    public void ConcurrentDictionaryLoad()
    {
        for (int i = 0; i < Layout.Trees(N); i++)
        {
            foreach (ulong start in starts)
                sum += concurrent[start];
        }
    }

    [Benchmark]
    public void ImmutableSortedDictionaryLoad()
    {
        for (int i = 0; i < Layout.Trees(N); i++)
        {
            foreach (ulong start in starts)
                sum += immutable[start];
        }
    }

    [Benchmark]
    public void SortedDictionaryIterate()
    {
        for (int i = 0; i < Layout.Trees(N); i++)
        {
            foreach (var (_, value) in sorted)
                sum += value;
        }
    }

    [Benchmark]
    public void ImmutableSortedDictionaryIterate()
    {
        for (int i = 0; i < Layout.Trees(N); i++)
        {
            foreach (var (_, value) in immutable)
                sum += value;
        }
    }

    [Benchmark]
    public void SortedDictionaryAppend()
    {
        for (int i = 0; i < Layout.Trees(N); i++)
        {
            var filled = new SortedDictionary<ulong, ulong>();
            foreach (var (first, _) in ranges)
                filled.Add(first, first | 1);
            sum += (ulong)filled.Count;
        }
    }

    [Benchmark]
    public void ImmutableSortedDictionaryAppend()
    {
        for (int i = 0; i < Layout.Trees(N); i++)
        {
            var filled = ImmutableSortedDictionary<ulong, ulong>.Empty;
            foreach (var (first, _) in ranges)
                filled = filled.Add(first, first | 1);
            sum += (ulong)filled.Count;
        }
    }
}
