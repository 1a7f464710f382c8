using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>What a maple tree says of its own calls is what it does.</summary>
public class MapleSpanTests
{
    private const ulong Top = 400;

    [Theory]
    [InlineData(1, MapleTreeFlags.None)]
    [InlineData(2, MapleTreeFlags.AllocRange)]
    [InlineData(3, MapleTreeFlags.Rcu)]
    [InlineData(4, MapleTreeFlags.AllocRange | MapleTreeFlags.Rcu)]
    public void Random_calls_break_no_rule_of_lookups(int seed, MapleTreeFlags flags)
    {
        var (bench, tree) = NewTree(flags);
        var random = new Random(seed);
        for (int i = 0; i < 1000; i++)
        {
            Act(random, tree);
            Assert.True(bench.Violation is null, bench.Violation?.Message);
        }
    }

    [Fact]
    public void A_copy_is_reported()
    {
        var (bench, tree) = NewTree(MapleTreeFlags.AllocRange);
        for (ulong i = 0; i < 100; i++)
            tree.StoreRange(i * 4, (i * 4) + 2, MapleEntry.FromInteger(i));

        var copy = new MapleTree<TracedMachine>(tree.Machine, bench["a"].Allocate(TestCaches.Box));
        copy.Initialise(MapleTreeFlags.AllocRange);
        Assert.Equal(Errno.None, tree.Duplicate(copy));
        tree.Destroy();
        for (ulong i = 0; i < Top; i++)
        {
            Assert.Equal(0UL, tree.Load(i));
            Assert.Equal(i % 4 == 3 ? 0 : MapleEntry.FromInteger(i / 4), copy.Load(i));
        }

        Assert.Null(bench.Violation);
    }

    [Fact]
    public void A_step_in_a_tree_that_lost_its_nodes_is_reported()
    {
        var (bench, tree) = NewTree(MapleTreeFlags.Rcu);
        tree.StoreRange(10, 19, MapleEntry.FromInteger(1));
        tree.Machine.RcuEnter();
        var state = new MapleState<TracedMachine>(tree, 15, 15);
        state.Walk();
        tree.Destroy();
        tree.Store(0, MapleEntry.FromInteger(2));
        Assert.Equal(MapleEntry.FromInteger(2), state.Previous(0));
        tree.Machine.RcuLeave();
        Assert.Null(bench.Violation);
        var told = bench.History.Log.Events.ToArray()
            .Where(item => item.Operation.Kind == OperationKind.Observe)
            .Select(item => (int)item.Operation.Site)
            .ToList();
        int[] search =
        [
            MapleSpans.FindDown.Number, MapleSpans.FindLow.Number, MapleSpans.FindHigh.Number,
            MapleSpans.FindFirst.Number, MapleSpans.FindLast.Number, MapleSpans.FindValue.Number,
        ];
        int[] lookup =
            [MapleSpans.ReadTree.Number, MapleSpans.ReadIndex.Number, MapleSpans.ReadValue.Number];
        Assert.Equal([.. search, .. lookup], told[^9..]);
    }

    [Fact]
    public void A_tree_that_hides_a_change_is_caught()
    {
        var (bench, tree) = NewTree(MapleTreeFlags.None);
        tree.StoreRange(5, 9, MapleEntry.FromInteger(1));
        tree.StoreRange(15, 19, MapleEntry.FromInteger(2));
        bench["a"].Store(tree.Address + 16, 0, MemoryOrder.Plain);
        tree.Load(7);
        Assert.Equal(ViolationKind.LookupNotLinearizable, bench.Violation!.Kind);
    }

    private static (Bench Bench, MapleTree<TracedMachine> Tree) NewTree(MapleTreeFlags flags)
    {
        var trees = new TreeHistories();
        var bench = new Bench(new LookupLinearizability(trees), new IterationCompleteness(trees));
        var tree = new MapleTree<TracedMachine>(bench["a"], bench["a"].Allocate(TestCaches.Box));
        tree.Initialise(flags);
        return (bench, tree);
    }

    private static void Act(Random random, MapleTree<TracedMachine> tree)
    {
        ulong first = (ulong)random.NextInt64((long)Top);
        ulong last = first + (ulong)random.NextInt64(random.Next(5) == 0 ? 120 : 8);
        var state = new MapleState<TracedMachine>(tree, first, first);
        switch (random.Next(9))
        {
            case <= 2:
                tree.StoreRange(first, last, MapleEntry.FromInteger((ulong)random.Next(1, 1000)));
                break;
            case 3:
                tree.StoreRange(first, last, 0);
                break;
            case 4:
                tree.Erase(first, out _);
                break;
            case 5:
                tree.Load(first);
                break;
            case 6:
                for (int i = 0; i < 20 && state.Find(last) != 0; i++)
                    Assert.True(state.Index <= last);
                break;
            case 7:
                for (int i = 0; i < 20 && state.FindReverse(first / 2) != 0; i++)
                    Assert.True(state.Last >= first / 2);
                break;
            default:
                if (random.Next(50) == 0)
                    tree.Destroy();
                break;
        }
    }
}
