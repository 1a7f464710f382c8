using RcuSim.Explaining;
using RcuSim.Machine;

using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>
/// Whatever puts two accesses in an order, beside its twin in which it is missing. The events of a log stand
/// one after another in both: only what was asked for differs.
/// </summary>
public class DataRaceTests : DataRaceLog
{
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

    /// <summary>More readers than a word's history has room for in itself, one of them without the lock.
    /// </summary>
    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    public void One_reader_of_many_without_a_lock(int careless)
    {
        for (int i = 0; i < 7; i++)
        {
            string reader = $"reader-{i}";
            if (i == careless)
                Read(reader);
            else
                Locked(reader, LockMode.Read, () => Read(reader));
        }

        Locked("w", LockMode.Write, () => Write("w"));
        Judge(ordered: careless < 0);
    }

    /// <summary>
    /// Of many marked accesses one stays with which a plain one can race later: the one without the lock.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void One_reader_of_many_is_remembered_behind_a_marked_write(bool careless)
    {
        for (int i = 0; i < 6; i++)
            Locked($"reader-{i}", LockMode.Read, () => Access($"reader-{i}", writes: false, Once));
        if (careless)
            Access("r", writes: false, Once);
        Locked("w", LockMode.Write, () => Access("w", writes: true, Once));
        Locked("x", LockMode.Write, () => Write("x"));
        Judge(ordered: !careless);
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
        Bench["w"].Lock(Root, LockMode.Spin);
        Write("w");
        Bench["r"].TryLock(Root, LockMode.Spin);
        Read("r");
        Bench["w"].Unlock(Root, LockMode.Spin);
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
        Bench["w"].Store(TestCaches.Count(Root), 1, store);
        Bench["r"].Load(TestCaches.Count(Root), load);
        Read("r");
        Judge(ordered);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_read_modify_write_hands_on_a_release_and_a_store_does_not(bool modifies)
    {
        Write("w");
        Bench["w"].Add(TestCaches.Count(Root), 1, Release);
        if (modifies)
            Bench["x"].Add(TestCaches.Count(Root), 1, Once);
        else
            Bench["x"].Store(TestCaches.Count(Root), 2, Once);
        Bench["r"].Load(TestCaches.Count(Root), Acquire);
        Read("r");
        Judge(ordered: modifies);
    }

    [Theory]
    [InlineData(1UL, true)]
    [InlineData(2UL, false)]
    public void A_compare_exchange_acquires_if_it_succeeds(ulong expected, bool ordered)
    {
        Write("w");
        Bench["w"].Store(TestCaches.Count(Root), 1, Release);
        Bench["r"].CompareExchange(TestCaches.Count(Root), expected, 3, Acquire, Once);
        Read("r");
        Judge(ordered);
    }

    [Theory]
    [InlineData(Publish, true)]
    [InlineData(Once, false)]
    public void An_object_filled_before_it_is_published(MemoryOrder order, bool ordered)
    {
        ulong item = Bench["w"].Allocate(TestCaches.Box);
        Bench["w"].Store(TestCaches.Value(item), 1, Plain);
        Bench["w"].Store(TestCaches.Link(Root), item, order);
        Bench["r"].Load(TestCaches.Link(Root), Dereference);
        Bench["r"].Load(TestCaches.Value(item), Plain);
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
        Bench["w"].Store(TestCaches.Value(Root), 1, store);
        Bench["r"].Load(TestCaches.Value(Root), load);
        Judge(ordered: meant);
    }

    [Fact]
    public void Ranges_are_read_and_written_too()
    {
        Bench["w"].Fill(TestCaches.Value(Root), 0, 1);
        ulong item = Bench["r"].Allocate(TestCaches.Box);
        Bench["r"].Copy(TestCaches.Value(item), TestCaches.Value(Root), 1);
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
        Bench["w"].Store(TestCaches.Value(Root), 1, Once);
        Judge(ordered: false);
    }

    [Fact]
    public void One_reader_that_is_ordered_does_not_hide_another()
    {
        Read("r");
        Read("x");
        Bench["x"].Store(TestCaches.Count(Root), 1, Release);
        Bench["w"].Load(TestCaches.Count(Root), Acquire);
        Write("w");
        Judge(ordered: false);
    }

    [Theory]
    [InlineData(Plain, false)]
    [InlineData(Once, true)]
    public void A_write_between_two_accesses_does_not_hide_the_first(MemoryOrder first, bool ordered)
    {
        Bench["w"].Store(TestCaches.Value(Root), 1, first);
        Bench["x"].Store(TestCaches.Value(Root), 2, Once);
        Bench["r"].Load(TestCaches.Value(Root), Once);
        Judge(ordered);
    }

    [Theory]
    [InlineData(Release, true)]
    [InlineData(Once, false)]
    public void What_comes_after_a_later_write_comes_after_the_earlier(MemoryOrder order, bool ordered)
    {
        Write("w");
        Write("w");
        Bench["w"].Store(TestCaches.Count(Root), 1, order);
        Bench["r"].Load(TestCaches.Count(Root), Acquire);
        Bench["r"].Store(TestCaches.Value(Root), 2, Once);
        Judge(ordered);
    }

    [Theory]
    [InlineData(0x6b6b_6b6b_6b6b_6b68)]
    [InlineData(0x2021_0100_6b6b_6b00)]
    public void An_address_of_nothing_is_not_remembered(ulong address)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Bench["w"].Store(address, 1, Release);
        Bench["x"].Unlock(address, LockMode.Spin);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.NotNull(Bench.Violation);
        Assert.NotEqual(ViolationKind.DataRace, Bench.Violation.Kind);
    }

    [Fact]
    public void Readers_do_not_race_and_nothing_is_left_from_one_execution_to_the_next()
    {
        Read("r");
        Read("x");
        Judge(ordered: true);
        Bench.Reset();
        Write("w");
        Judge(ordered: true);
    }

    [Fact]
    public void The_harm_goes_first_and_the_argument_names_both_accesses()
    {
        Write("w");
        Read("r");
        Assert.Null(Bench.Violation);
        Judge(ordered: false);
        Assert.Contains("w writes it: w:0 store box#0.value = 1", Bench.Report(), StringComparison.Ordinal);
        Assert.Contains("the two in an order: r:0 load", Bench.Report(), StringComparison.Ordinal);
    }
}
