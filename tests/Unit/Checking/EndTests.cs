using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Mm;
using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

public class EndTests
{
    [Fact]
    public void A_balance_that_is_not_zero_is_caught()
    {
        var bench = new Bench(new Balance());
        bench.Start();
        bench["exit"].Observe(MmSites.BalanceMapCount, 0);
        bench["exit"].Observe(MmSites.ForkResult, 12);
        Assert.Null(bench.Violation);
        bench["exit"].Observe(MmSites.BalanceCommitted, unchecked((ulong)-3));
        Assert.Equal("At the end vm_committed_as is out of balance by -3.", bench.Violation!.Message);
    }

    [Fact]
    public void What_is_left_is_a_leak()
    {
        var bench = new Bench(new Leak());
        ulong box = bench.Setup.Allocate(TestCaches.Box);
        bench.Start(box);
        ulong mine = bench["a"].Allocate(TestCaches.Box);
        bench["a"].Free(TestCaches.Box, box);
        bench.End();
        Assert.Equal("box#1.0 is never freed.", bench.Violation!.Message);

        bench.Reset();
        bench.Thread("a").Restart();
        Assert.Equal(mine, bench["a"].Allocate(TestCaches.Box));
        bench["a"].Free(TestCaches.Box, box);
        bench["a"].Free(TestCaches.Box, mine);
        bench.End();
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void A_retired_object_whose_callback_never_ran_is_a_leak()
    {
        var bench = new Bench(new Leak());
        ulong box = bench.Setup.Allocate(TestCaches.Box);
        bench.Start(box);
        bench["a"].CallRcu(1, box, 0);
        bench.End();
        Assert.Equal(ViolationKind.Leak, bench.Violation!.Kind);
    }

    [Fact]
    public void Three_turns_that_see_nothing_new_are_a_livelock()
    {
        var (bench, box) = Spinner();
        for (int i = 0; i < Livelock.Turns; i++)
        {
            Assert.Null(bench.Violation);
            bench["r"].Load(box, MemoryOrder.Once);
            bench["r"].Retry(MapleSites.LoadRetry);
        }

        Assert.Equal(
            "r retries mtree_load 3 times though no other thread writes anything.",
            bench.Violation!.Message);
    }

    [Fact]
    public void A_write_by_another_thread_excuses_a_turn()
    {
        var (bench, box) = Spinner();
        for (ulong i = 0; i < 10; i++)
        {
            bench["r"].Store(TestCaches.Count(box), i, MemoryOrder.Once);
            bench["r"].Retry(MapleSites.LoadRetry);
            bench["r"].Retry(MapleSites.LoadRetry);
            bench["w"].Store(TestCaches.Value(box), i, MemoryOrder.Once);
        }

        Assert.Null(bench.Violation);
    }

    [Fact]
    public void Its_own_writes_do_not()
    {
        var (bench, box) = Spinner();
        for (ulong i = 0; i < Livelock.Turns; i++)
        {
            bench["r"].Store(TestCaches.Count(box), i, MemoryOrder.Once);
            bench["r"].Retry(MapleSites.LoadRetry);
        }

        Assert.Equal(ViolationKind.Livelock, bench.Violation!.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_ascent_that_waits_for_its_writer_is_no_livelock_while_it_writes(bool writes)
    {
        var trees = new TreeHistories();
        var bench = new Bench(new Livelock(trees));
        ulong tree = bench.Setup.Allocate(TestCaches.Box);
        ulong leaf = bench.Setup.Allocate(MapleNodeLayout.Cache);
        ulong parent = bench.Setup.Allocate(MapleNodeLayout.Cache);
        bench.Setup.Store(TestCaches.Link(tree), leaf, MemoryOrder.Plain);
        bench.Setup.Store(leaf, parent + 6, MemoryOrder.Plain);
        bench.Start(tree);
        bench["w"].BeginWrite(tree, 0, 9, 1);
        bench["w"].Store(parent, parent, MemoryOrder.Once);
        if (!writes)
            bench["w"].EndWrite();
        for (int i = 0; i < 2 * Livelock.Turns; i++)
        {
            bench["r"].Load(leaf, MemoryOrder.Acquire);
            bench["r"].Load(parent, MemoryOrder.Once);
            bench["r"].Retry(MapleSites.StepRetry, leaf, parent + 6);
        }

        Assert.Equal(writes, bench.Violation is null);
    }

    private static (Bench Bench, ulong Box) Spinner()
    {
        var bench = new Bench(new Livelock(new TreeHistories()));
        ulong box = bench.Setup.Allocate(TestCaches.Box);
        bench.Start(box);
        bench["w"].Store(TestCaches.Value(box), 1, MemoryOrder.Once);
        return (bench, box);
    }
}
