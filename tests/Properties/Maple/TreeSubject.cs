using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Tests.Properties.Maple;

/// <summary>A tree beside the model it should agree with.</summary>
internal sealed class TreeSubject<TMachine>
    where TMachine : struct, IMachine
{
    private readonly ITreeWorld<TMachine> world;
    private readonly MapleTreeFlags flags;
    private MapleTree<TMachine> spare;
    private ulong nextValue = 1;

    public TreeSubject(ITreeWorld<TMachine> world, MapleTreeFlags flags)
    {
        this.world = world;
        this.flags = flags;
        Tree = MakeTree();
        spare = MakeTree();
    }

    public MapleTree<TMachine> Tree { get; private set; }

    public IntervalModel Model { get; private set; } = new();

    private bool Rcu => flags.HasFlag(MapleTreeFlags.Rcu);

    /// <summary>Does an operation on both; fails the test if they answer differently.</summary>
    /// <returns>Whether memory was short; the model is then left as it was.</returns>
    public bool Apply(TreeOperation operation)
    {
        ulong value = MapleEntry.FromInteger(nextValue++);
        switch (operation.Verb)
        {
            case TreeVerb.Store:
                return Store(operation, value);
            case TreeVerb.Empty:
                return Store(operation, 0);
            case TreeVerb.Insert:
                return Insert(operation, value);
            case TreeVerb.Erase:
                return Erase(operation);
            case TreeVerb.Allocate or TreeVerb.AllocateReverse:
                return Allocate(operation, value);
            case TreeVerb.Preallocated:
                return StorePreallocated(operation, value);
            case TreeVerb.Duplicate:
                return Duplicate();
            case TreeVerb.RewriteAll:
                return RewriteAll(operation);
            default:
                Look(operation);
                return false;
        }
    }

    /// <summary>Compares everything, and validates the tree.</summary>
    public void Compare()
    {
        world.Verify();
        Assert.Empty(Tree.Validate());
        Assert.Equal(Model.Intervals, Forward());
        Assert.Equal(Model.Intervals.Reverse(), Backward());
    }

    /// <summary>Destroys the tree, and expects that no node is left.</summary>
    public void Finish()
    {
        Tree.Destroy();
        world.EndGracePeriod();
        world.Verify();
        Assert.True(Tree.IsEmpty);
        Assert.Equal(0, world.Live);
    }

    private MapleTree<TMachine> MakeTree()
    {
        var tree = new MapleTree<TMachine>(world.Machine, world.Machine.Allocate(TestCaches.Tree));
        tree.Initialise(flags);
        return tree;
    }

    private bool Store(TreeOperation operation, ulong value)
    {
        var result = Tree.StoreRange(operation.First, operation.Last, value);
        if (result == Errno.None)
            Model.Store(operation.First, operation.Last, value);
        return Short(result);
    }

    private bool Insert(TreeOperation operation, ulong value)
    {
        if (operation is { First: 0, Last: ulong.MaxValue })
            return false;
        var result = Tree.InsertRange(operation.First, operation.Last, value);
        if (result == Errno.NoMemory)
            return true;
        bool free = Model.IsFree(operation.First, operation.Last);
        Assert.Equal(free ? Errno.None : Errno.Exists, result);
        if (free)
            Model.Store(operation.First, operation.Last, value);
        return false;
    }

    private bool Erase(TreeOperation operation)
    {
        var state = new MapleState<TMachine>(Tree, operation.First, operation.First);
        world.Machine.Lock(Tree.Address, LockMode.Spin);
        ulong value = state.Erase();
        world.Machine.Unlock(Tree.Address, LockMode.Spin);
        if (state.Status == MapleStatus.Error)
            return Short(state.Error);
        Assert.Equal(Model.Erase(operation.First), value);
        return false;
    }

    private bool Allocate(TreeOperation operation, ulong value)
    {
        bool reverse = operation.Verb == TreeVerb.AllocateReverse;

        // Another: an empty slot over everything is not found backward, for its length wraps.
        if (reverse && Tree.Height > 0 && Model.Intervals.Count == 0)
            return false;

        // A window up to the very top hits a known oddity of the reverse search.
        ulong high = operation.Last >= ulong.MaxValue - 301 ? ulong.MaxValue - 1 : operation.Last + 300;
        ulong low = operation.First;
        var result = reverse
            ? Tree.AllocateRangeReverse(out ulong start, value, operation.Size, low, high)
            : Tree.AllocateRange(out start, value, operation.Size, low, high);
        if (result == Errno.NoMemory)
            return true;
        if (!flags.HasFlag(MapleTreeFlags.AllocRange) || low > high || high - low < operation.Size - 1)
        {
            Assert.Equal(Errno.Invalid, result);
            return false;
        }

        var expected = Model.FreeArea(operation.Size, low, high, reverse);
        Assert.Equal(expected is null ? Errno.Busy : Errno.None, result);
        if (expected is { } at)
        {
            Assert.Equal(at, start);
            Model.Store(at, at + operation.Size - 1, value);
        }

        return false;
    }

    private bool StorePreallocated(TreeOperation operation, ulong value)
    {
        ulong stored = operation.Size % 3 == 0 ? 0 : value;
        var state = new MapleState<TMachine>(Tree, operation.First, operation.Last);
        if (operation.Size % 2 == 0)
            state.Walk();
        state.SetRangeInPlace(operation.First, operation.Last);
        var result = state.Preallocate(stored);
        if (result == Errno.None)
        {
            world.FailAllocation(1);
            state.StorePreallocated(stored);
            world.FailAllocation(0);
            Model.Store(operation.First, operation.Last, stored);
        }

        Assert.Equal(0, state.Preallocated);
        return Short(result);
    }

    /// <summary>Goes on with a duplicate; the original is compared a last time and destroyed.</summary>
    private bool Duplicate()
    {
        var copy = spare;
        var result = Tree.Duplicate(copy);
        if (result != Errno.None)
        {
            Assert.True(copy.IsEmpty);
            return Short(result);
        }

        Compare();
        Tree.Destroy();
        (Tree, spare) = (copy, Tree);
        return false;
    }

    /// <summary>As fork does: RCU mode off, each value replaced or emptied, RCU mode on.</summary>
    private bool RewriteAll(TreeOperation operation)
    {
        if (Tree.Height == 0)
            return false;
        Tree.LeaveRcuMode();
        world.Machine.Lock(Tree.Address, LockMode.Spin);
        var state = new MapleState<TMachine>(Tree, 0, 0);
        var result = Errno.None;
        ulong every = operation.Size;
        for (ulong ordinal = 0; result == Errno.None && state.Find(ulong.MaxValue) is not 0; ordinal++)
        {
            var (first, last) = (state.Index, state.Last);
            ulong stored = ordinal % every == every - 1 ? 0 : MapleEntry.FromInteger(nextValue++);
            result = state.StoreAllocating(stored);
            if (result == Errno.None)
                Model.Store(first, last, stored);
        }

        world.Machine.Unlock(Tree.Address, LockMode.Spin);
        if (Rcu)
            Tree.EnterRcuMode();
        return Short(result);
    }

    private void Look(TreeOperation operation)
    {
        var (_, first, last, _) = operation;

        // A known oddity: a value in the root word is found below the limit too.
        ulong limit = Tree.Height == 0 && last > first ? 0 : first;
        var found = operation.Verb switch
        {
            TreeVerb.Find => Model.Find(first, last),
            TreeVerb.Next => Model.Next(first, last),
            TreeVerb.Previous => Model.Previous(last, limit),
            _ => Model.Find(first, first),
        };
        ulong next = first;
        ulong value = operation.Verb switch
        {
            TreeVerb.Find => Tree.Find(ref next, last),
            TreeVerb.Next => Tree.Next(first, last),
            TreeVerb.Previous => Tree.Previous(last, first),
            _ => Tree.Load(first),
        };
        Assert.Equal(found?.Value ?? 0, value);
        if (operation.Verb == TreeVerb.Find && found is { } range)
            Assert.Equal(range.Last + 1, next);
    }

    private List<Interval> Forward()
    {
        var list = new List<Interval>();
        var state = new MapleState<TMachine>(Tree, 0, 0);
        while (state.Find(ulong.MaxValue) is not 0 and var value)
            list.Add(new(state.Index, state.Last, value));
        return list;
    }

    private List<Interval> Backward()
    {
        var list = new List<Interval>();
        var state = new MapleState<TMachine>(Tree, ulong.MaxValue, ulong.MaxValue);
        while (state.FindReverse(0) is not 0 and var value)
            list.Add(new(state.Index, state.Last, value));
        return list;
    }

    private static bool Short(Errno result)
    {
        Assert.True(result is Errno.None or Errno.NoMemory, $"{result}");
        return result == Errno.NoMemory;
    }
}
