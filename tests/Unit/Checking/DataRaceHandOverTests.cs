using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>
/// A store before an unlock comes before a store after the next lock, for those too who take no lock; what
/// the holder has merely seen of others is not handed over.
/// </summary>
public class DataRaceHandOverTests : DataRaceLog
{
    private ulong Flag => TestCaches.Count(Root);

    [Theory]
    [InlineData(LockMode.Spin, true)]
    [InlineData(LockMode.Write, true)]
    [InlineData(null, false)]
    public void The_next_holder_stores_after_what_the_last_one_stored(LockMode? mode, bool ordered)
    {
        Held("w", mode, () => Write("w"));
        Held("x", mode, () => Bench["x"].Store(Flag, 1, Once));
        SeeFlag();
        Judge(ordered);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_chain_of_holders(bool sameLock)
    {
        Held("w", LockMode.Spin, () => Write("w"));
        Held("r", LockMode.Spin, () => { });
        ulong last = sameLock ? Root : TestCaches.Mutex(Root);
        Bench["x"].Lock(last, LockMode.Spin);
        Bench["x"].Store(Flag, 1, Once);
        Bench["x"].Unlock(last, LockMode.Spin);
        SeeFlag("y");
        Bench["y"].Load(TestCaches.Value(Root), Plain);
        Bench["y"].End();
        Judge(ordered: sameLock);
    }

    [Theory]
    [InlineData(LockMode.Spin, true)]
    [InlineData(LockMode.Write, false)]
    [InlineData(null, false)]
    public void One_thread_that_leaves_a_spinlock_and_takes_another(LockMode? mode, bool ordered)
    {
        Held("w", mode, () => Write("w"));
        if (mode is { } how)
            Bench["w"].Lock(TestCaches.Mutex(Root), how);
        Bench["w"].Store(Flag, 1, Once);
        SeeFlag();
        if (mode is { } same)
            Bench["w"].Unlock(TestCaches.Mutex(Root), same);
        Judge(ordered);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_lock_orders_no_store_before_it_with_one_in_its_section(bool locks)
    {
        Write("w");
        if (locks)
            Bench["w"].Lock(Root, LockMode.Spin);
        Bench["w"].Store(Flag, 1, Once);
        SeeFlag();
        if (locks)
            Bench["w"].Unlock(Root, LockMode.Spin);
        Judge(ordered: false);
    }

    [Theory]
    [InlineData(Once, false)]
    [InlineData(Release, true)]
    public void What_a_holder_has_seen_is_handed_over_by_a_release_only(MemoryOrder inside, bool ordered)
    {
        Write("w");
        Bench["w"].Store(TestCaches.Link(Root), 1, Release);
        Held("x", LockMode.Spin, () =>
        {
            Bench["x"].Load(TestCaches.Link(Root), Acquire);
            Bench["x"].Store(TestCaches.Parent(Root), 1, inside);
        });
        Held("y", LockMode.Spin, () => Bench["y"].Store(Flag, 1, Once));
        SeeFlag();
        Judge(ordered);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_read_is_over_before_what_the_next_holder_stores(bool locks)
    {
        Held("r", locks ? LockMode.Spin : null, () => Read("r"));
        Held("x", locks ? LockMode.Spin : null, () => Bench["x"].Store(Flag, 1, Once));
        SeeFlag("w");
        Write("w");
        Judge(ordered: locks);
    }

    private void SeeFlag(string thread = "r")
    {
        Bench[thread].Load(Flag, Acquire);
        if (thread == "r")
            Read("r");
    }

    private void Held(string thread, LockMode? mode, Action body)
    {
        if (mode is { } how)
            Locked(thread, how, body);
        else
            body();
    }
}
