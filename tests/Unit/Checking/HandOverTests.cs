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
            bench["rcu"].TakeCallback();
            bench["rcu"].EndCallback();
        }

        Assert.Null(bench.Violation);
    }

    [Fact]
    public void An_object_may_not_be_handed_over_again_before_its_callback_has_run()
    {
        var (bench, root, _) = Linked();
        bench["timer"].CallRcu(1, root);
        bench["rcu"].TakeCallback();
        bench["rcu"].EndCallback();
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
        Assert.Equal((int.MaxValue, 0UL, 0x1234UL), bench["rcu"].TakeCallback());
        bench["rcu"].EndCallback();
        Assert.Equal((1, item, root), bench["rcu"].TakeCallback());
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
        var native = thread.Machine;
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
}
