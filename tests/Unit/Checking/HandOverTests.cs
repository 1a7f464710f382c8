using RcuSim.Explaining;
using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>What may be handed to RCU, what becomes of it, and what else a callback is given.</summary>
public class HandOverTests
{
    private static (Bench Bench, ulong Root, ulong Item) Linked()
    {
        var bench = new Bench();
        ulong root = bench.Setup.Allocate(TestCaches.Box);
        ulong item = bench.Setup.Allocate(TestCaches.Box);
        bench.Setup.Store(TestCaches.Link(root), item, MemoryOrder.Plain);
        bench.Start(root);
        return (bench, root, item);
    }

    [Fact]
    public void An_object_may_be_handed_over_again_once_its_callback_has_run()
    {
        var (bench, root, _) = Linked();
        for (int i = 0; i < 3; i++)
        {
            bench["timer"].CallRcu(1, root);
            bench.RunCallback("timer", i + 1);
        }

        Assert.Null(bench.Violation);
    }

    [Fact]
    public void An_object_may_not_be_handed_over_again_before_its_callback_has_run()
    {
        var (bench, root, _) = Linked();
        bench["timer"].CallRcu(1, root);
        bench.RunCallback("timer");
        bench["timer"].CallRcu(1, root);
        bench["other"].CallRcu(2, root);
        Assert.Equal(ViolationKind.DoubleCallback, bench.Violation?.Kind);
    }

    [Fact]
    public void A_callback_needs_no_object_and_its_argument_means_nothing_to_anybody_else()
    {
        var (bench, root, item) = Linked();
        bench["a"].CallRcu(int.MaxValue, 0, 0x1234);
        bench["a"].CallRcu(1, item, root);
        bench["a"].CallRcu(1, 0, root);
        var (first, second) = (bench.History.Rcu.Callbacks[0], bench.History.Rcu.Callbacks[1]);
        Assert.Equal((int.MaxValue, 0UL, 0x1234UL), (first.Function, first.Retired, first.Argument));
        Assert.Equal((1, item, root), (second.Function, second.Retired, second.Argument));
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void What_is_no_object_cannot_be_handed_over()
    {
        var (bench, _, _) = Linked();
        bench["a"].CallRcu(1, 0x1234);
        Assert.Equal(ViolationKind.WildAccess, bench.Violation?.Kind);
        Assert.Equal("a hands 0x1234 to RCU, which is no object.", bench.Violation?.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_hand_over_shares_an_object(bool isArgument)
    {
        var (bench, _, _) = Linked();
        ulong own = bench["a"].Allocate(TestCaches.Box);
        Assert.False(bench.History.Objects.IsShared(own));
        bench["a"].CallRcu(1, isArgument ? 0 : own, isArgument ? own : 0);
        Assert.True(bench.History.Objects.IsShared(own));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_number_that_is_no_function_is_refused_at_the_call(int function)
    {
        var (bench, _, _) = Linked();
        using var system = new NativeSystem();
        using var thread = system.CreateThread();
        IMachine native = thread.Machine;
        foreach (var call in new Action[]
        {
            () => bench["a"].CallRcu(function, 0),
            () => native.CallRcu(function, 0),
        })
        {
            var refused = Assert.Throws<ArgumentOutOfRangeException>(call);
            Assert.StartsWith(
                $"the number of an RCU callback's function is 1 or more, and not {function}",
                refused.Message,
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_object_is_not_freed_before_its_callback_runs(bool runs)
    {
        var (bench, _, item) = Linked();
        bench["a"].CallRcu(1, item);
        if (runs)
            bench.RunCallback("a");
        bench["a"].Free(TestCaches.Box, item);
        Assert.Equal(runs ? null : ViolationKind.EarlyRelease, bench.Violation?.Kind);
        if (!runs)
            Assert.StartsWith("a frees box#1, which callback 1 of a has yet", bench.Violation!.Message);
    }

    [Fact]
    public void A_callback_may_hand_over_again_what_it_was_given()
    {
        var (bench, root, _) = Linked();
        bench["timer"].CallRcu(1, root);
        bench.RunCallback("timer", body: callback => callback.CallRcu(1, root));
        bench.RunCallback("callback 1 of timer", body: callback => callback.CallRcu(1, root));
        Assert.Null(bench.Violation);
        Assert.Equal(
            "callback 1 of callback 1 of callback 1 of timer", bench.History.Rcu.Callbacks[^1].Thread.Label);
    }

    [Fact]
    public void What_a_callback_allocates_is_no_other_thread_s()
    {
        var (bench, _, _) = Linked();
        bench["a"].CallRcu(1, 0);
        bench["a"].CallRcu(1, 0);
        ulong one = 0, two = 0;
        bench.RunCallback("a", 2, callback => two = callback.Allocate(TestCaches.Box));
        bench.RunCallback("a", 1, callback => one = callback.Allocate(TestCaches.Box));
        Assert.Equal("box#rcu.0", AddressName.Object(two, bench.History));
        Assert.Equal("box#rcu.1", AddressName.Object(one, bench.History));
    }
}
