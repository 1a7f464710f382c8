using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>
/// What grace periods, callbacks and barriers put in an order, beside the twin without them.
/// </summary>
public class DataRaceRcuTests : DataRaceLog
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_grace_period_after_a_section(bool waits)
    {
        Bench["r"].RcuEnter();
        Read("r");
        Bench["r"].RcuLeave();
        if (waits)
            Bench["w"].Synchronize();
        Write("w");
        Judge(ordered: waits);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_section_after_a_grace_period_began(bool waits)
    {
        Write("w");
        if (waits)
            Bench["w"].Synchronize();
        Bench["r"].RcuEnter();
        Read("r");
        Bench["r"].RcuLeave();
        Judge(ordered: waits);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_callback_after_its_call(bool calls)
    {
        Bench["x"].CallRcu(1, 0, 0);
        Write("w");
        if (calls)
            Bench["w"].CallRcu(1, 0, 0);
        string caller = calls ? "w" : "x";
        Bench.RunCallback(caller, body: callback => callback.Load(TestCaches.Value(Root), Plain));
        Judge(ordered: calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_barrier_after_a_callback(bool waits)
    {
        Bench["w"].CallRcu(1, 0, 0);
        Bench.RunCallback("w", body: callback => callback.Store(TestCaches.Value(Root), 2, Plain));
        if (waits)
            Bench["r"].RcuBarrier();
        Read("r");
        Judge(ordered: waits);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_barrier_after_the_callbacks_queued_before_it_and_no_others(bool isBefore)
    {
        var begin = new Operation { Kind = OperationKind.BarrierBegin };
        if (!isBefore)
            Bench.Thread("r").Perform(begin);
        Bench["w"].CallRcu(1, 0);
        if (isBefore)
            Bench.Thread("r").Perform(begin);
        Bench.RunCallback("w", body: callback => callback.Store(TestCaches.Value(Root), 2, Plain));
        Bench.Thread("r").Perform(begin with { Kind = OperationKind.BarrierEnd });
        Read("r");
        Judge(ordered: isBefore);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Waiting_for_the_actors_to_end(bool waits)
    {
        Write("w");
        Bench["w"].End();
        if (waits)
            Bench["r"].JoinActors();
        Read("r");
        Judge(ordered: waits);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_callback_can_reach_was_not_written_by_it(bool writes)
    {
        ulong mine = Bench["x"].Allocate(TestCaches.Box), beyond = Bench["x"].Allocate(TestCaches.Box);
        Bench["x"].Store(TestCaches.Link(mine), beyond, Plain);
        Bench["x"].CallRcu(1, mine, 0);
        Bench.RunCallback("x", body: callback =>
        {
            callback.Load(TestCaches.Value(mine), Plain);
            if (writes)
                callback.Store(TestCaches.Value(beyond), 2, Plain);
        });
        Bench["x"].Store(TestCaches.Value(beyond), 1, Plain);
        Judge(!writes, "box#1.1.value");
    }

    [Theory]
    [InlineData(Release, true)]
    [InlineData(Once, false)]
    public void What_finish_tells_a_callback(MemoryOrder order, bool ordered)
    {
        Bench["x"].CallRcu(1, 0);
        Write("w");
        Bench["w"].End();
        Bench["teardown"].JoinActors();
        Bench["teardown"].Store(TestCaches.Count(Root), 1, order);
        Bench.RunCallback("x", body: callback =>
        {
            callback.Load(TestCaches.Count(Root), Acquire);
            callback.Load(TestCaches.Value(Root), Plain);
        });
        Judge(ordered);
    }

    [Fact]
    public void A_range_written_by_a_callback_is_an_access_too()
    {
        ulong item = Bench["x"].Allocate(TestCaches.Box);
        Bench["x"].CallRcu(1, item, 0);
        Bench.RunCallback("x", body: callback => callback.Fill(TestCaches.Value(item), 0, 1));
        Bench["x"].Load(TestCaches.Value(item), Plain);
        Judge(ordered: false, "box#1.0.value");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_callback_after_the_sections_open_at_its_call_and_no_others(bool isOpen)
    {
        if (isOpen)
            Bench["r"].RcuEnter();
        Bench["w"].CallRcu(1, 0);
        if (!isOpen)
            Bench["r"].RcuEnter();
        Read("r");
        Bench["r"].RcuLeave();
        Bench.RunCallback("w", body: callback => callback.Store(TestCaches.Value(Root), 2, Plain));
        Judge(ordered: isOpen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_section_that_is_open_when_a_grace_period_ends_comes_after_its_beginning(bool isOver)
    {
        Write("w");
        Bench["w"].CallRcu(1, 0);
        Bench["r"].RcuEnter();
        if (isOver)
            Bench.RunCallback("w");
        Read("r");
        Bench["r"].RcuLeave();
        Judge(ordered: isOver);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public void Two_callbacks_of_one_thread_have_no_order(int first, int second)
    {
        Bench["w"].CallRcu(1, 0);
        Bench["w"].CallRcu(1, 0);
        foreach (int n in (int[])[first, second])
            Bench.RunCallback("w", n, callback => callback.Store(TestCaches.Value(Root), 2, Plain));
        Judge(ordered: false);
    }

    [Fact]
    public void Two_grace_periods_that_follow_one_another_hand_on_nothing_of_the_sections_between()
    {
        Bench["r"].RcuEnter();
        Read("r");
        Bench["r"].RcuLeave();
        Bench["w"].Synchronize();
        Bench["x"].RcuEnter();
        Write("x");
        Bench["x"].RcuLeave();
        Judge(ordered: false);
    }
}
