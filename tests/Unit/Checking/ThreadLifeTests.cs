using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>What starting a thread, and waiting for its end, orders and forbids.</summary>
public class ThreadLifeTests
{
    private readonly Bench bench = new(new DataRace(), new SleepInSection());
    private readonly ulong box;

    public ThreadLifeTests()
    {
        box = bench.Setup.Allocate(TestCaches.Box);
        bench.Setup.Fill(box, 0, TestCaches.Box.Words);
        bench.Start(box);
    }

    private void Write(string thread) =>
        bench[thread].Store(TestCaches.Value(box), 1, MemoryOrder.Plain);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_came_before_the_start_comes_before_the_thread(bool before)
    {
        bench["main"].Begin();
        if (before)
            Write("main");
        bench["main"].Start("helper");
        if (!before)
            Write("main");
        bench["helper"].Begin();
        Write("helper");
        bench["helper"].End();
        Assert.Equal(before ? null : ViolationKind.DataRace, bench.Violation?.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_thread_comes_before_what_follows_a_wait_for_its_end(bool waits)
    {
        bench["main"].Begin();
        bench["main"].Start("helper");
        bench["helper"].Begin();
        Write("helper");
        bench["helper"].End();
        if (waits)
            bench["main"].Join("helper");
        Write("main");
        bench["main"].End();
        Assert.Equal(waits ? null : ViolationKind.DataRace, bench.Violation?.Kind);
    }

    /// <summary>Another thread's end is nothing to who waits for one.</summary>
    [Fact]
    public void Waiting_for_one_thread_orders_no_other()
    {
        bench["main"].Begin();
        bench["main"].Start("helper");
        bench["helper"].Begin();
        bench["x"].Begin();
        Write("x");
        bench["x"].End();
        bench["helper"].End();
        bench["main"].Join("helper");
        Write("main");
        bench["main"].End();
        Assert.Equal(ViolationKind.DataRace, bench.Violation?.Kind);
    }

    [Fact]
    public void Whoever_waits_goes_on_when_the_other_has_ended()
    {
        var join = new Operation
        {
            Kind = OperationKind.Join,
            Detail = bench.Thread("helper").Name.Index,
        };
        bench["main"].Start("helper");
        bench["helper"].Begin();
        Assert.False(bench.IsEnabled(bench.Thread("main"), join));
        bench["helper"].End();
        Assert.True(bench.IsEnabled(bench.Thread("main"), join));
        bench.Reset();
        Assert.False(bench.IsEnabled(bench.Thread("main"), join));
    }

    [Fact]
    public void A_thread_is_started_once()
    {
        bench["main"].Start("helper");
        Assert.Null(bench.Violation);
        bench["helper"].Start("helper");
        Assert.Equal(ViolationKind.ThreadMisuse, bench.Violation?.Kind);
        Assert.Equal("helper starts helper, which main has started before.", bench.Violation!.Message);
    }

    [Theory]
    [InlineData("setup")]
    [InlineData("teardown")]
    [InlineData("callback 1 of main")]
    public void Only_an_actor_starts_a_thread(string who)
    {
        bench["main"].CallRcu(1, 0);
        var machine = who switch
        {
            "setup" => bench.Setup,
            "teardown" => bench["teardown"],
            _ => bench.Callback("main"),
        };
        machine.Start("helper");
        Assert.Equal($"{who} starts helper, though only an actor may.", bench.Violation?.Message);
    }

    [Fact]
    public void To_wait_for_a_thread_is_to_sleep()
    {
        bench["main"].Start("helper");
        bench["helper"].End();
        bench["main"].RcuEnter();
        bench["main"].Join("helper");
        Assert.Equal(ViolationKind.SleepInSection, bench.Violation?.Kind);
    }
}
