using RcuSim.Checking;
using RcuSim.Machine;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>
/// Whatever puts two accesses in an order, beside its twin in which it is missing. The events of a log stand
/// one after another in both: only what was asked for differs.
/// </summary>
public class DataRaceTests
{
    private readonly Bench bench = new(new DataRace());
    private readonly ulong root;

    public DataRaceTests()
    {
        root = bench.Setup.Allocate(TestCaches.Box);
        bench.Setup.Fill(root, 0, TestCaches.Box.Words);
        bench.Start(root);
    }

    [Theory]
    [InlineData(LockMode.Spin, LockMode.Spin, true)]
    [InlineData(LockMode.Write, LockMode.Write, true)]
    [InlineData(LockMode.Write, LockMode.Read, true)]
    [InlineData(LockMode.Read, LockMode.Read, false)]
    public void A_lock_held_by_both(LockMode writer, LockMode reader, bool ordered)
    {
        Locked("w", writer, () => Write("w"));
        Locked("r", reader, () => Read("r"));
        Judge(ordered);
    }

    [Fact]
    public void A_reader_before_a_writer_under_a_lock()
    {
        Locked("r", LockMode.Read, () => Read("r"));
        Locked("w", LockMode.Write, () => Write("w"));
        Judge(ordered: true);
    }

    [Fact]
    public void A_lock_held_by_one()
    {
        Locked("w", LockMode.Write, () => Write("w"));
        Read("r");
        Judge(ordered: false);
    }

    [Fact]
    public void A_lock_that_was_tried_in_vain()
    {
        bench["w"].Lock(root, LockMode.Spin);
        Write("w");
        bench["r"].TryLock(root, LockMode.Spin);
        Read("r");
        bench["w"].Unlock(root, LockMode.Spin);
        Judge(ordered: false);
    }

    [Theory]
    [InlineData(Release, Acquire, true)]
    [InlineData(Publish, Dereference, true)]
    [InlineData(Once, Acquire, false)]
    [InlineData(Release, Once, false)]
    public void A_word_stored_after_and_loaded_before(MemoryOrder store, MemoryOrder load, bool ordered)
    {
        Write("w");
        bench["w"].Store(TestCaches.Count(root), 1, store);
        bench["r"].Load(TestCaches.Count(root), load);
        Read("r");
        Judge(ordered);
    }

    [Theory]
    [InlineData(FenceKind.Write, FenceKind.Read, true)]
    [InlineData(FenceKind.Full, FenceKind.Full, true)]
    [InlineData(FenceKind.Read, FenceKind.Read, false)]
    [InlineData(FenceKind.Write, FenceKind.Write, false)]
    public void Fences_around_unordered_accesses(FenceKind before, FenceKind after, bool ordered)
    {
        Write("w");
        bench["w"].Fence(before);
        bench["w"].Store(TestCaches.Count(root), 1, Once);
        bench["r"].Load(TestCaches.Count(root), Once);
        bench["r"].Fence(after);
        Read("r");
        Judge(ordered);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_read_modify_write_hands_on_a_release_and_a_store_does_not(bool modifies)
    {
        Write("w");
        bench["w"].Add(TestCaches.Count(root), 1, Release);
        if (modifies)
            bench["x"].Add(TestCaches.Count(root), 1, Once);
        else
            bench["x"].Store(TestCaches.Count(root), 2, Once);
        bench["r"].Load(TestCaches.Count(root), Acquire);
        Read("r");
        Judge(ordered: modifies);
    }

    [Theory]
    [InlineData(1UL, true)]
    [InlineData(2UL, false)]
    public void A_compare_exchange_acquires_if_it_succeeds(ulong expected, bool ordered)
    {
        Write("w");
        bench["w"].Store(TestCaches.Count(root), 1, Release);
        bench["r"].CompareExchange(TestCaches.Count(root), expected, 3, Acquire, Once);
        Read("r");
        Judge(ordered);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_grace_period_after_a_section(bool waits)
    {
        bench["r"].RcuEnter();
        Read("r");
        bench["r"].RcuLeave();
        if (waits)
            bench["w"].Synchronize();
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
            bench["w"].Synchronize();
        bench["r"].RcuEnter();
        Read("r");
        bench["r"].RcuLeave();
        Judge(ordered: waits);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_callback_after_its_call(bool calls)
    {
        bench["x"].CallRcu(1, 0, 0);
        Write("w");
        if (calls)
            bench["w"].CallRcu(1, 0, 0);
        bench["rcu"].TakeCallback();
        Read("rcu");
        Judge(ordered: calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_barrier_after_a_callback(bool waits)
    {
        bench["w"].CallRcu(1, 0, 0);
        bench["rcu"].TakeCallback();
        Write("rcu");
        bench["rcu"].EndCallback();
        if (waits)
            bench["r"].RcuBarrier();
        Read("r");
        Judge(ordered: waits);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Waiting_for_the_actors_to_end(bool waits)
    {
        Write("w");
        bench["w"].Boundary(OperationKind.End);
        if (waits)
            bench["r"].JoinActors();
        Read("r");
        Judge(ordered: waits);
    }

    [Theory]
    [InlineData(Publish, true)]
    [InlineData(Once, false)]
    public void An_object_filled_before_it_is_published(MemoryOrder order, bool ordered)
    {
        ulong item = bench["w"].Allocate(TestCaches.Box);
        bench["w"].Store(TestCaches.Value(item), 1, Plain);
        bench["w"].Store(TestCaches.Link(root), item, order);
        bench["r"].Load(TestCaches.Link(root), Dereference);
        bench["r"].Load(TestCaches.Value(item), Plain);
        Judge(ordered, "box#1.0.value");
    }

    [Theory]
    [InlineData(Once, Once, true)]
    [InlineData(Plain, PlainRacy, true)]
    [InlineData(Plain, Once, false)]
    [InlineData(Once, Plain, false)]
    [InlineData(Plain, Plain, false)]
    public void Accesses_that_are_meant_to_race(MemoryOrder store, MemoryOrder load, bool meant)
    {
        bench["w"].Store(TestCaches.Value(root), 1, store);
        bench["r"].Load(TestCaches.Value(root), load);
        Judge(ordered: meant);
    }

    [Fact]
    public void Ranges_are_read_and_written_too()
    {
        bench["w"].Fill(TestCaches.Value(root), 0, 1);
        ulong item = bench["r"].Allocate(TestCaches.Box);
        bench["r"].Copy(TestCaches.Value(item), TestCaches.Value(root), 1);
        Judge(ordered: false);
    }

    [Theory]
    [InlineData(false, false, Once)]
    [InlineData(false, true, Once)]
    [InlineData(true, true, Once)]
    [InlineData(true, false, PlainRacy)]
    public void A_plain_access_is_not_hidden_by_a_later_one(bool writes, bool writesAgain, MemoryOrder again)
    {
        Access("r", writes, Plain);
        Access("r", writesAgain, again);
        bench["w"].Store(TestCaches.Value(root), 1, Once);
        Judge(ordered: false);
    }

    [Theory]
    [InlineData(Plain, false)]
    [InlineData(Once, true)]
    public void A_write_between_two_accesses_does_not_hide_the_first(MemoryOrder first, bool ordered)
    {
        bench["w"].Store(TestCaches.Value(root), 1, first);
        bench["x"].Store(TestCaches.Value(root), 2, Once);
        bench["r"].Load(TestCaches.Value(root), Once);
        Judge(ordered);
    }

    [Theory]
    [InlineData(Release, true)]
    [InlineData(Once, false)]
    public void What_comes_after_a_later_write_comes_after_the_earlier(MemoryOrder order, bool ordered)
    {
        Write("w");
        Write("w");
        bench["w"].Store(TestCaches.Count(root), 1, order);
        bench["r"].Load(TestCaches.Count(root), Acquire);
        bench["r"].Store(TestCaches.Value(root), 2, Once);
        Judge(ordered);
    }

    [Theory]
    [InlineData(Acquire, true)]
    [InlineData(Once, true)]
    [InlineData(PlainRacy, false)]
    public void A_fence_before_a_marked_read_modify_write(MemoryOrder order, bool ordered)
    {
        Write("w");
        bench["w"].Fence(FenceKind.Full);
        bench["w"].Add(TestCaches.Count(root), 1, order);
        bench["r"].Load(TestCaches.Count(root), Acquire);
        Read("r");
        Judge(ordered);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_fence_between_filling_and_publishing_with_steps_after_it(bool fences)
    {
        ulong item = bench["w"].Allocate(TestCaches.Box);
        bench["w"].Store(TestCaches.Value(item), 1, Plain);
        if (fences)
            bench["w"].Fence(FenceKind.Write);
        bench["w"].Load(TestCaches.Count(root), Once);
        bench["w"].Store(TestCaches.Link(root), item, Once);
        bench["r"].Load(TestCaches.Link(root), Dereference);
        bench["r"].Load(TestCaches.Value(item), Plain);
        Judge(fences, "box#1.0.value");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_callback_can_reach_was_not_written_by_it(bool writes)
    {
        ulong mine = bench["x"].Allocate(TestCaches.Box), beyond = bench["x"].Allocate(TestCaches.Box);
        bench["x"].Store(TestCaches.Link(mine), beyond, Plain);
        bench["x"].CallRcu(1, mine, 0);
        bench["rcu"].TakeCallback();
        bench["rcu"].Load(TestCaches.Value(mine), Plain);
        if (writes)
            bench["rcu"].Store(TestCaches.Value(beyond), 2, Plain);
        bench["x"].Store(TestCaches.Value(beyond), 1, Plain);
        Judge(!writes, "box#1.1.value");
    }

    [Theory]
    [InlineData(Release, true)]
    [InlineData(Once, false)]
    public void What_finish_tells_a_callback(MemoryOrder order, bool ordered)
    {
        Write("w");
        bench["w"].Boundary(OperationKind.End);
        bench["finish"].JoinActors();
        bench["finish"].Store(TestCaches.Count(root), 1, order);
        bench["rcu"].Load(TestCaches.Count(root), Acquire);
        Read("rcu");
        Judge(ordered);
    }

    [Theory]
    [InlineData(0x6b6b_6b6b_6b6b_6b68)]
    [InlineData(0x4001_0100_6b6b_6b00)]
    public void An_address_of_nothing_is_not_remembered(ulong address)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bench["w"].Store(address, 1, Release);
        bench["x"].Unlock(address, LockMode.Spin);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.NotNull(bench.Violation);
        Assert.NotEqual(ViolationKind.DataRace, bench.Violation.Kind);
    }

    [Fact]
    public void Readers_do_not_race_and_nothing_is_left_from_one_execution_to_the_next()
    {
        Read("r");
        Read("x");
        Judge(ordered: true);
        bench.Reset();
        Write("w");
        Judge(ordered: true);
    }

    [Fact]
    public void The_harm_goes_first_and_the_argument_names_both_accesses()
    {
        Write("w");
        Read("r");
        Assert.Null(bench.Violation);
        Judge(ordered: false);
        Assert.Contains("w writes it: w:0 store box#0.value = 1", bench.Report(), StringComparison.Ordinal);
        Assert.Contains("the two in an order: r:0 load", bench.Report(), StringComparison.Ordinal);
    }

    private void Locked(string thread, LockMode mode, Action body)
    {
        bench[thread].Lock(root, mode);
        body();
        bench[thread].Unlock(root, mode);
    }

    private void Write(string thread) => bench[thread].Store(TestCaches.Value(root), 1, Plain);

    private void Access(string thread, bool writes, MemoryOrder order)
    {
        if (writes)
            bench[thread].Store(TestCaches.Value(root), 2, order);
        else
            bench[thread].Load(TestCaches.Value(root), order);
    }

    private void Read(string thread) => bench[thread].Load(TestCaches.Value(root), Plain);

    private void Judge(bool ordered, string name = "box#0.value")
    {
        foreach (string thread in (string[])["w", "r", "x", "rcu"])
            bench[thread].Boundary(OperationKind.End);
        if (ordered)
        {
            Assert.Null(bench.Violation);
            return;
        }

        Assert.Equal(ViolationKind.DataRace, bench.Violation?.Kind);
        Assert.Contains(name, bench.Violation!.Sentence, StringComparison.Ordinal);
    }
}
