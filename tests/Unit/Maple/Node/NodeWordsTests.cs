using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Tests.Properties.Maple;

namespace RcuSim.Tests.Unit.Maple;

/// <summary>How nodes lie in memory, alive and dead.</summary>
public sealed class NodeWordsTests
{
    private const MapleTreeFlags Both = MapleTreeFlags.Rcu | MapleTreeFlags.AllocRange;

    [Fact]
    public void A_leaf_root_lies_as_it_should()
    {
        LeafRoot(new NativeTreeWorld());
        LeafRoot(new TracedTreeWorld());
    }

    [Theory]
    [InlineData(MapleTreeFlags.None, 0x16, 31)]
    [InlineData(MapleTreeFlags.Rcu, 0x16, 31)]
    [InlineData(MapleTreeFlags.AllocRange, 0x1E, 30)]
    public void An_internal_node_lies_as_it_should(MapleTreeFlags flags, int tag, int meta)
    {
        TwoLevels(new NativeTreeWorld(), flags, (ulong)tag, meta);
        TwoLevels(new TracedTreeWorld(), flags, (ulong)tag, meta);
    }

    [Theory]
    [InlineData(MapleTreeFlags.None)]
    [InlineData(MapleTreeFlags.Rcu)]
    public void A_leaf_holds_nothing_after_its_end(MapleTreeFlags flags)
    {
        Shrunk(new NativeTreeWorld(), flags);
        Shrunk(new TracedTreeWorld(), flags);
    }

    [Fact]
    public void Of_equal_gaps_the_first_found_is_recorded_and_the_last_after_it_has_gone()
    {
        EqualGaps(new NativeTreeWorld());
        EqualGaps(new TracedTreeWorld());
    }

    [Fact]
    public void A_dead_node_names_itself_and_keeps_its_children()
    {
        TornDown(new NativeTreeWorld());
        TornDown(new TracedTreeWorld());
    }

    [Fact]
    public void A_replaced_leaf_names_itself()
    {
        Replaced(new NativeTreeWorld());
        Replaced(new TracedTreeWorld());
    }

    private static MapleTree<TMachine> Filled<TMachine>(
        ITreeWorld<TMachine> world, MapleTreeFlags flags, ulong count)
        where TMachine : struct, IMachine
    {
        var tree = new MapleTree<TMachine>(world.Machine, world.Machine.Allocate(TestCaches.Tree));
        tree.Initialise(flags);
        for (ulong i = 1; i <= count; i++)
            tree.StoreRange(i * 10, (i * 10) + 9, MapleEntry.FromInteger(i));
        world.EndGracePeriod();
        return tree;
    }

    private static void LeafRoot<TMachine>(ITreeWorld<TMachine> world)
        where TMachine : struct, IMachine
    {
        using (world)
        {
            var tree = Filled(world, MapleTreeFlags.AllocRange, 1);
            var words = new NodeWords<TMachine>(tree);
            ulong root = words.Root;
            Assert.Equal(0x0EUL, root & 0xFF);
            Assert.Equal(tree.Address + 1, words.Word(root, 0));
            var four = Enumerable.Range(0, 4).ToList();
            Assert.Equal([9, 19, ulong.MaxValue, 0], four.ConvertAll(i => words.Word(root, 1 + i)));
            Assert.Equal([0, MapleEntry.FromInteger(1), 0, 0], four.ConvertAll(i => words.Slot(root, i)));
            Assert.Equal(2UL, words.Word(root, 31));
        }
    }

    private static void TwoLevels<TMachine>(
        ITreeWorld<TMachine> world, MapleTreeFlags flags, ulong tag, int meta)
        where TMachine : struct, IMachine
    {
        using (world)
        {
            var tree = Filled(world, flags, 40);
            var words = new NodeWords<TMachine>(tree);
            ulong root = words.Root;
            Assert.Equal(tag, root & 0xFF);
            Assert.Equal(tree.Address + 1, words.Word(root, 0));
            Assert.Equal([ulong.MaxValue, 0], new[] { words.Word(root, 3), words.Word(root, 4) });
            Assert.Equal(2UL, words.Word(root, meta) & 0xFF);
            for (int slot = 0; slot < 3; slot++)
            {
                ulong child = words.Slot(root, slot);
                Assert.Equal(0x0CUL, child & 0xFF);
                ulong link = NodeWords<TMachine>.Address(root) + ((ulong)slot * 8) + 6;
                Assert.Equal(link, words.Word(child, 0));
            }

            if (tag == 0x1E)
            {
                ulong[] gaps = [words.Word(root, 20), words.Word(root, 21), words.Word(root, 22)];
                Assert.Equal([10, 0, ulong.MaxValue - 409], gaps);
                Assert.Equal(2UL, words.Word(root, meta) >> 8);
            }
        }
    }

    private static void Shrunk<TMachine>(ITreeWorld<TMachine> world, MapleTreeFlags flags)
        where TMachine : struct, IMachine
    {
        using (world)
        {
            var tree = Filled(world, flags, 9);
            var words = new NodeWords<TMachine>(tree);
            Assert.Equal(10UL, words.Word(words.Root, 31));
            Assert.Equal(Errno.None, tree.StoreRange(35, 94, MapleEntry.FromInteger(20)));
            ulong root = words.Root;
            const int End = 6;
            Assert.Equal((ulong)End, words.Word(root, 31));
            Assert.Equal(ulong.MaxValue, words.Word(root, 1 + End));
            for (int slot = End + 1; slot < 15; slot++)
                Assert.Equal((0UL, 0UL), (words.Word(root, 1 + slot), words.Slot(root, slot)));
        }
    }

    private static void EqualGaps<TMachine>(ITreeWorld<TMachine> world)
        where TMachine : struct, IMachine
    {
        using (world)
        {
            // Three leaves, from 0, 150 and 300 on.
            var tree = Filled(world, MapleTreeFlags.AllocRange, 39);
            tree.StoreRange(0, 9, MapleEntry.FromInteger(40));
            tree.StoreRange(400, ulong.MaxValue, MapleEntry.FromInteger(41));
            var words = new NodeWords<TMachine>(tree);
            var recorded = new List<ulong>();
            foreach (ulong at in new ulong[] { 50, 200, 350 })
            {
                tree.StoreRange(at, at + 9, 0);
                recorded.Add(words.Word(words.Root, 30) >> 8);
            }

            foreach (ulong at in new ulong[] { 50, 350, 200 })
            {
                tree.StoreRange(at, at + 9, MapleEntry.FromInteger(at));
                recorded.Add(words.Word(words.Root, 30) >> 8);
            }

            Assert.Equal([0, 0, 0, 2, 1, 2], recorded);
        }
    }

    private static void Replaced<TMachine>(ITreeWorld<TMachine> world)
        where TMachine : struct, IMachine
    {
        using (world)
        {
            var tree = Filled(world, Both, 5);
            var words = new NodeWords<TMachine>(tree);
            ulong old = words.Root;
            Assert.Equal(Errno.None, tree.StoreRange(22, 23, MapleEntry.FromInteger(9)));
            Assert.NotEqual(old, words.Root);
            Assert.Equal(NodeWords<TMachine>.Address(old), words.Word(old, 0));
            Assert.Equal(MapleEntry.FromInteger(2), words.Slot(old, 2));
            Assert.Equal(2, world.Live);
            world.EndGracePeriod();
            Assert.Equal(1, world.Live);
        }
    }

    private static void TornDown<TMachine>(ITreeWorld<TMachine> world)
        where TMachine : struct, IMachine
    {
        using (world)
        {
            var tree = Filled(world, Both, 40);
            var words = new NodeWords<TMachine>(tree);
            ulong root = words.Root;
            ulong[] children = [words.Slot(root, 0), words.Slot(root, 1), words.Slot(root, 2)];
            tree.Destroy();
            Assert.Equal(0UL, words.Root);
            Assert.Equal(NodeWords<TMachine>.Address(root), words.Word(root, 0));
            Assert.Equal(3UL, words.Word(root, 4) >> 16);
            for (int slot = 0; slot < 3; slot++)
            {
                ulong child = children[slot];
                Assert.Equal(child, words.Slot(root, slot));
                Assert.Equal(NodeWords<TMachine>.Address(child), words.Word(child, 0));
                ulong parent = NodeWords<TMachine>.Address(words.Word(child, 3));
                Assert.Equal(NodeWords<TMachine>.Address(root), parent);
                ulong shape = (ulong)slot | ((ulong)NodeWords<TMachine>.Leaf << 8);
                Assert.Equal(shape, words.Word(child, 4));
            }

            Assert.Equal(4, world.Live);
            world.EndGracePeriod();
            Assert.Equal(0, world.Live);
        }
    }
}
