using BenchmarkDotNet.Attributes;
using RcuSim.Locking;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Benchmarks;

/// <summary>
/// The maple tree on the native machine: gap tracking, without RCU mode unless the name says so.
/// </summary>
[Config(typeof(EntryConfig))]
public class MapleBenchmarks
{
    private const int CallbacksAtOnce = 64;
    private static readonly SlabCache headers = new("timed_tree", 3, []);
    private NativeSystem system = null!;
    private NativeThread thread = null!;
    private (ulong First, ulong Last)[] ranges = null!;
    private ulong[] starts = null!;
    private MapleTree<NativeMachine> source;
    private MapleTree<NativeMachine>[] trees = null!;
    private LockGuard<NativeMachine> held;
    private ulong sum;

    [Params(21, 121, 421, 1621, 6421, 20000, 100000, 1000000)]
    public int N { get; set; }

    /// <summary>What became of all nodes.</summary>
    internal SlabStatistics Memory => system.Statistics(MapleNodeLayout.Cache);

    [GlobalSetup]
    public void SetUp()
    {
        system = new(
            new() { DeferCallbacks = true },
            static (machine, function, retired, argument) =>
                MapleCallback.Run(machine, function, retired, argument));
        thread = system.CreateThread();
        ranges = Layout.Ranges(N);
        starts = Layout.RandomStarts(ranges);
        source = Make();
        foreach (var (first, last) in ranges)
            source.StoreRange(first, last, first | 1);
        source.EnterRcuMode();
        held = new SpinLock<NativeMachine>(thread.Machine, source.Address).Lock();
        trees = [.. Enumerable.Range(0, Layout.Trees(N)).Select(_ => Make())];
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        held.Dispose();
        thread.Dispose();
        system.Dispose();
        GC.KeepAlive(sum);
    }

    [IterationSetup(
        Targets = [nameof(Duplicate), nameof(DuplicateAndReplace), nameof(BulkRebuild), nameof(AppendRcu)])]
    public void EmptyInRcuMode() => Empty(rcu: true);

    [IterationSetup(Target = nameof(Append))]
    public void EmptyOutOfRcuMode() => Empty(rcu: false);

    [IterationSetup(Target = nameof(Mixed))]
    public void FillOutOfRcuMode() => Fill(rcu: false);

    [IterationSetup(Target = nameof(MixedRcu))]
    public void FillInRcuMode() => Fill(rcu: true);

    /// <summary>What fork does to the child's tree.</summary>
    [Benchmark]
    public void DuplicateAndReplace()
    {
        foreach (var tree in trees)
        {
            source.DuplicateLocked(held, tree, held);
            tree.LeaveRcuMode();
            var state = new MapleState<NativeMachine>(tree, 0, 0);
            while (state.Find(ulong.MaxValue) is not 0 and var value)
                state.Store(value + 2);
            tree.EnterRcuMode();
        }
    }

    /// <summary>What fork did before: an in-order bulk load of every entry.</summary>
    [Benchmark]
    public void BulkRebuild()
    {
        foreach (var tree in trees)
        {
            tree.LeaveRcuMode();
            var state = new MapleState<NativeMachine>(tree, 0, 0);
            state.ExpectedEntries((ulong)N);
            var from = new MapleState<NativeMachine>(source, 0, 0);
            while (from.Find(ulong.MaxValue) is not 0 and var value)
            {
                state.SetRangeInPlace(from.Index, from.Last);
                state.Store(value);
            }

            state.Destroy();
            tree.EnterRcuMode();
        }
    }

    [Benchmark]
    public void Duplicate()
    {
        foreach (var tree in trees)
            source.DuplicateLocked(held, tree, held);
    }

    [Benchmark]
    public void Iterate()
    {
        for (int i = 0; i < trees.Length; i++)
        {
            var state = new MapleState<NativeMachine>(source, 0, 0);
            while (state.Find(ulong.MaxValue) is not 0 and var value)
                sum += value;
        }
    }

    [Benchmark]
    public void RandomLoad()
    {
        for (int i = 0; i < trees.Length; i++)
        {
            foreach (ulong start in starts)
                sum += source.Load(start);
        }
    }

    [Benchmark]
    public void Append() => AppendAll();

    [Benchmark]
    public void AppendRcu() => AppendAll();

    /// <summary>Half of the operations store over the first half of a range, half erase a range.</summary>
    [Benchmark]
    public void Mixed() => StoreAndErase();

    [Benchmark]
    public void MixedRcu() => StoreAndErase();

    private MapleTree<NativeMachine> Make()
    {
        var tree = new MapleTree<NativeMachine>(thread.Machine, thread.Machine.Allocate(headers));
        tree.Initialise(MapleTreeFlags.AllocRange | MapleTreeFlags.ExternalLock);
        return tree;
    }

    private void Empty(bool rcu)
    {
        foreach (var tree in trees)
        {
            tree.Destroy();
            if (rcu)
                tree.EnterRcuMode();
            else
                tree.LeaveRcuMode();
        }

        system.RunCallbacks();
    }

    private void Fill(bool rcu)
    {
        Empty(rcu);
        AppendAll();
        system.RunCallbacks();
    }

    private void AppendAll()
    {
        int writes = 0;
        foreach (var tree in trees)
        {
            foreach (var (first, last) in ranges)
            {
                var state = new MapleState<NativeMachine>(tree, first, last);
                state.StoreAllocating(first | 1);
                EndGracePeriod(++writes);
            }
        }
    }

    private void StoreAndErase()
    {
        int writes = 0;
        foreach (var tree in trees)
        {
            for (int i = 0; i < starts.Length; i += 2)
            {
                ulong start = starts[i];
                var store = new MapleState<NativeMachine>(tree, start, start + 2047);
                store.StoreAllocating(start | 3);
                EndGracePeriod(++writes);
                ulong other = starts[Math.Min(i + 1, starts.Length - 1)];
                var erase = new MapleState<NativeMachine>(tree, other, other);
                erase.Erase();
                EndGracePeriod(++writes);
            }
        }
    }

    private void EndGracePeriod(int writes)
    {
        if (writes % CallbacksAtOnce == 0)
            system.RunCallbacks();
    }
}
