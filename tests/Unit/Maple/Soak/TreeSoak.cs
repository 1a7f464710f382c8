using System.Diagnostics;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>
/// Real threads on one tree in RCU mode: a writer that never stops replacing nodes, and readers without the
/// lock. Freed nodes are used again at once, so that a node freed too early shows as a value that does not
/// belong.
/// </summary>
/// <param name="options">How the native machine behaves.</param>
/// <param name="top">The highest index written.</param>
/// <param name="anchorEvery">The distance of values that stay; 0 for none.</param>
/// <param name="emptyEvery">After how many writes, on average, the tree is emptied; 0 for never.</param>
internal sealed class TreeSoak(NativeOptions options, ulong top, ulong anchorEvery, int emptyEvery = 0)
{
    private long lookups;
    private long excused;
    private long pivotMoves;
    private string? failure;
    private bool stopped;

    /// <summary>What a reader saw that it must not see, or null.</summary>
    public string? Failure => Volatile.Read(ref failure);

    /// <summary>How many entries readers looked at.</summary>
    public long Lookups => lookups;

    /// <summary>
    /// How often a value was found beside its range while a pivot moved: two stores between two reads can do
    /// that (docs/concurrency.md), so it proves nothing.
    /// </summary>
    public long Excused => excused;

    /// <summary>How many writes there were.</summary>
    public long Writes { get; private set; }

    /// <summary>How many nodes were freed after a grace period.</summary>
    public long Freed { get; private set; }

    /// <summary>How many writes used each strategy.</summary>
    public Dictionary<MapleStrategy, long> Strategies { get; } = [];

    public void Run(TimeSpan time, int readers, int seed)
    {
        using var system = new NativeSystem(
            options,
            static (machine, function, retired, argument) =>
                MapleCallback.Run(machine, function, retired, argument));
        using var owner = system.CreateThread();
        ulong address = owner.Machine.Allocate(SoakCaches.Tree);
        new MapleTree<NativeMachine>(owner.Machine, address)
            .Initialise(MapleTreeFlags.Rcu | MapleTreeFlags.AllocRange);
        Anchor(new(owner.Machine, address));
        var threads = Enumerable.Range(1, readers)
            .Select(n => OnThread(system, machine => Read(new(machine, address), new(seed + n))))
            .ToList();
        threads.ForEach(thread => thread.Start());
        var clock = Stopwatch.StartNew();
        var tree = new MapleTree<NativeMachine>(owner.Machine, address);
        var random = new Random(seed);
        try
        {
            while (clock.Elapsed < time && Failure is null)
            {
                for (int i = 0; i < 64; i++)
                    Write(tree, random);
            }
        }
        finally
        {
            Volatile.Write(ref stopped, true);
            threads.ForEach(thread => thread.Join());
        }

        Finish(system, owner, tree);
    }

    private void Finish(NativeSystem system, NativeThread owner, MapleTree<NativeMachine> tree)
    {
        if (Failure is not null)
            return;
        Assert.Empty(tree.Validate());
        tree.Destroy();
        owner.Machine.RcuBarrier();
        var nodes = system.Statistics(MapleNodeLayout.Cache);
        Freed = nodes.Freed;
        Assert.Equal(0, nodes.Live);
    }

    private static Thread OnThread(NativeSystem system, Action<NativeMachine> body) => new(() =>
    {
        using var thread = system.CreateThread();
        body(thread.Machine);
    });

    private bool IsAnchor(ulong index) => anchorEvery != 0 && index < top / 2 && index % anchorEvery == 0;

    private void Anchor(MapleTree<NativeMachine> tree)
    {
        for (ulong at = 0; IsAnchor(at); at += anchorEvery)
            Assert.Equal(Errno.None, tree.Store(at, RangeValue.Of(at, at)));
    }

    private void Write(MapleTree<NativeMachine> tree, Random random)
    {
        ulong size = random.Next(16) switch
        {
            0 => (ulong)random.NextInt64(1, (long)top),
            < 3 => (ulong)random.NextInt64(1, 1 + ((long)top / 8)),
            _ => (ulong)random.NextInt64(1, 1 + Math.Min(24, (long)top / 4)),
        };
        ulong first = (ulong)random.NextInt64((long)top);
        ulong last = Math.Min(first + size - 1, top);
        if (first < top / 2 && anchorEvery != 0)
        {
            // Between two anchors.
            first = Math.Max(first, 1);
            first += IsAnchor(first) ? 1UL : 0;
            last = Math.Clamp(last, first, first + anchorEvery - 1 - (first % anchorEvery));
        }

        Store(tree, first, last, random.Next(3) == 0 ? 0 : RangeValue.Of(first, last));
        if (emptyEvery != 0 && random.Next(emptyEvery) == 0)
            Store(tree, 0, ulong.MaxValue, 0);
    }

    private void Store(MapleTree<NativeMachine> tree, ulong first, ulong last, ulong value)
    {
        var state = new MapleState<NativeMachine>(tree, first, last);
        tree.Machine.Lock(tree.Address, LockMode.Spin);
        Assert.Equal(Errno.None, state.StoreAllocating(value));
        tree.Machine.Unlock(tree.Address, LockMode.Spin);
        if (state.Strategy == MapleStrategy.SlotStore)
            Interlocked.Increment(ref pivotMoves);
        Strategies[state.Strategy] = Strategies.GetValueOrDefault(state.Strategy) + 1;
        Writes++;
    }

    private void Read(MapleTree<NativeMachine> tree, Random random)
    {
        while (!Volatile.Read(ref stopped) && Failure is null)
        {
            for (int i = 0; i < 200; i++)
                ReadOne(tree, (ulong)random.NextInt64((long)top));
            if (anchorEvery == 0)
                continue;
            Walk(tree, forward: true);
            Walk(tree, forward: false);
        }
    }

    private void ReadOne(MapleTree<NativeMachine> tree, ulong index)
    {
        long moves = Volatile.Read(ref pivotMoves);
        ulong value = tree.Load(index);
        if (value != 0 && !RangeValue.Fits(value, index, index))
            Fail($"load of {index} gave {value:x}", value, moves);
        var state = new MapleState<NativeMachine>(tree, index, index);
        tree.Machine.RcuEnter();
        Check(ref state, state.Find(top), moves);
        for (int i = 0; i < 8; i++)
            Check(ref state, state.Next(top), moves);
        for (int i = 0; i < 8; i++)
            Check(ref state, state.Previous(0), moves);
        tree.Machine.RcuLeave();
        Interlocked.Add(ref lookups, 18);
    }

    /// <summary>Every anchor is met exactly once, in order.</summary>
    private void Walk(MapleTree<NativeMachine> tree, bool forward)
    {
        ulong count = ((top / 2) + anchorEvery - 1) / anchorEvery;
        var state = new MapleState<NativeMachine>(tree, forward ? 0 : top, forward ? 0 : top);
        ulong met = 0;
        long moves = Volatile.Read(ref pivotMoves), before = moves;
        tree.Machine.RcuEnter();
        while ((forward ? state.Find(top) : state.FindReverse(0)) is not 0 and var value)
        {
            // A step goes on from a pivot that the one before has read.
            Check(ref state, value, before);
            (before, moves) = (moves, Volatile.Read(ref pivotMoves));
            if (IsAnchor(state.Index) && state.Index == state.Last)
            {
                ulong expected = (forward ? met : count - 1 - met) * anchorEvery;
                if (state.Index != expected)
                    Fail($"a walk met the anchor at {state.Index}, expected the one at {expected}");
                met++;
            }
        }

        tree.Machine.RcuLeave();
        if (met != count)
            Fail($"a walk met {met} of {count} anchors");
    }

    private void Check(ref MapleState<NativeMachine> state, ulong value, long movesBefore)
    {
        if (value != 0 && !RangeValue.Fits(value, state.Index, state.Last))
            Fail($"{value:x} was found over {state.Index}-{state.Last}", value, movesBefore);
    }

    private void Fail(string what, ulong value, long movesBefore)
    {
        if (RangeValue.IsSealed(value) && Volatile.Read(ref pivotMoves) != movesBefore)
            Interlocked.Increment(ref excused);
        else
            Fail(what);
    }

    private void Fail(string what) => Volatile.Write(ref failure, what);
}
