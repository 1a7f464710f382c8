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
        Bench["rcu"].TakeCallback();
        Read("rcu");
        Judge(ordered: calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_barrier_after_a_callback(bool waits)
    {
        Bench["w"].CallRcu(1, 0, 0);
        Bench["rcu"].TakeCallback();
        Write("rcu");
        Bench["rcu"].EndCallback();
        if (waits)
            Bench["r"].RcuBarrier();
        Read("r");
        Judge(ordered: waits);
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
        Bench["rcu"].TakeCallback();
        Bench["rcu"].Load(TestCaches.Value(mine), Plain);
        if (writes)
            Bench["rcu"].Store(TestCaches.Value(beyond), 2, Plain);
        Bench["x"].Store(TestCaches.Value(beyond), 1, Plain);
        Judge(!writes, "box#1.1.value");
    }

    [Theory]
    [InlineData(Release, true)]
    [InlineData(Once, false)]
    public void What_finish_tells_a_callback(MemoryOrder order, bool ordered)
    {
        Write("w");
        Bench["w"].End();
        Bench["teardown"].JoinActors();
        Bench["teardown"].Store(TestCaches.Count(Root), 1, order);
        Bench["rcu"].Load(TestCaches.Count(Root), Acquire);
        Read("rcu");
        Judge(ordered);
    }

    [Fact]
    public void A_range_written_by_a_callback_is_an_access_too()
    {
        ulong item = Bench["x"].Allocate(TestCaches.Box);
        Bench["x"].CallRcu(1, item, 0);
        Bench["rcu"].TakeCallback();
        Bench["rcu"].Fill(TestCaches.Value(item), 0, 1);
        Bench["x"].Load(TestCaches.Value(item), Plain);
        Judge(ordered: false, "box#1.0.value");
    }
}
