using RcuSim.Explaining;
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

    [Theory]
    [InlineData(2, "box#0 and one more object are never freed.")]
    [InlineData(3, "box#0 and 2 more objects are never freed.")]
    public void Several_that_are_left_are_counted(int objects, string message)
    {
        var bench = new Bench(new Leak());
        for (int i = 0; i < objects; i++)
            bench.Setup.Allocate(TestCaches.Box);
        bench.Start();
        bench.End();
        Assert.Equal(message, bench.Violation!.Message);
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
}
