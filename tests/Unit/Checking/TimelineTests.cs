using RcuSim.Explaining;
using RcuSim.Faults;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Tests.Unit.Checking;

public class TimelineTests
{
    private readonly Bench bench = new();
    private readonly ulong root;
    private readonly ulong item;

    public TimelineTests()
    {
        root = bench.Setup.Allocate(TestCaches.Box);
        item = bench.Setup.Allocate(TestCaches.Box);
        bench.Setup.Store(TestCaches.Link(root), item, MemoryOrder.Plain);
        bench.Setup.Store(TestCaches.Link(item), 0, MemoryOrder.Plain);
        bench.Start(root);
        Act();
    }

    private void Act()
    {
        bench["fork"].BeginOperation(MmSites.Fork, root);
        bench["fork"].Lock(root, LockMode.Write);
        bench["reader"].Lock(TestCaches.Mutex(root), LockMode.Read);
        bench["reader"].Load(TestCaches.Link(root), MemoryOrder.Dereference);
        bench["reader"].Load(TestCaches.Value(root), MemoryOrder.Plain);
        bench["fork"].Store(TestCaches.Link(root), 0, MemoryOrder.Publish);
        bench["fork"].CallRcu(1, item, 0);
        bench["fork"].Observe(MmSites.ForkResult, unchecked((ulong)-12));
        bench["fork"].EndOperation(MmSites.Fork);
        bench.Callback("fork").BeginCallback();
        bench.Callback("fork").Free(TestCaches.Box, item);
        bench["reader"].Load(TestCaches.Value(item), MemoryOrder.Plain);
    }

    [Fact]
    public void The_story_of_a_use_after_free()
    {
        Assert.Equal(
            """
                    setup
                    |           fork
                    |           |           reader
                    |           |           |           callbacks
                1 * 1 allocate box#1        |           |
                2   |           0 { dup_mm(box#0)       |
                3   |           1 lock write box#0.lock |
                4   |           |           0 lock read box#0.mutex
                5 * |           |           1 load.dereference box#0.link -> box#1
                6 * |           2 store.publish box#0.link = 0
                7 * |           3 call_rcu box#1, function 1
                8   |           4 fork-result(-12)      |
                9   |           5 } dup_mm  |           |
               10 * |           |           |           callback 1 of fork:0 the callback begins
               11 * |           |           |           callback 1 of fork:1 free box#1
               12 ! |           |           3 load box#1.value -> poison

            """,
            bench.Draw());
    }

    [Fact]
    public void The_same_log_gives_the_same_bytes()
    {
        string first = bench.Draw();
        bench.Reset();
        Act();
        Assert.Equal(first, bench.Draw());
    }

    [Fact]
    public void Loads_of_one_object_share_a_row_and_private_objects_have_none()
    {
        bench.Reset();
        var conflicts = new ConflictSet();
        conflicts.Add(TestCaches.Box.Number, TestCaches.Box.FieldOf(1).Group);
        conflicts.Add(TestCaches.Box.Number, TestCaches.Box.FieldOf(5).Group);
        ulong mine = bench["fork"].Allocate(TestCaches.Box);
        bench["fork"].Store(TestCaches.Count(mine), 1, MemoryOrder.Plain);
        bench["fork"].Store(TestCaches.Link(item), mine, MemoryOrder.Publish);
        bench["fork"].Load(TestCaches.Link(item), MemoryOrder.Once);
        bench["fork"].Load(TestCaches.Count(item), MemoryOrder.Once);
        bench["fork"].Load(TestCaches.Link(root), MemoryOrder.Once);
        bench["fork"].Add(TestCaches.Count(mine), ulong.MaxValue, MemoryOrder.Full);
        Assert.Equal(
            """
                    fork
                1   2 store.publish box#1.link = box#1.0
                2   3 load.once box#1.link -> box#1.0, count -> uninitialised
                3   5 load.once box#0.link -> box#1
                4   6 add.full box#1.0.count, -1 -> 1

            """,
            Timeline.Draw(bench.History, null, conflicts));
    }

    [Fact]
    public void Loads_of_different_orders_have_rows_of_their_own()
    {
        bench.Reset();
        var conflicts = new ConflictSet();
        for (int field = 0; field < TestCaches.Box.Words; field++)
            conflicts.Add(TestCaches.Box.Number, TestCaches.Box.FieldOf(field).Group);
        bench["fork"].Load(TestCaches.Link(root), MemoryOrder.Dereference);
        bench["fork"].Load(TestCaches.Value(root), MemoryOrder.Plain);
        bench["fork"].Load(TestCaches.Count(root), MemoryOrder.Plain);
        bench["fork"].Load(TestCaches.Link(root), MemoryOrder.Acquire);
        Assert.Equal(
            """
                    fork
                1   0 load.dereference box#0.link -> box#1
                2   1 load box#0.value -> uninitialised, count -> uninitialised
                3   3 load.acquire box#0.link -> box#1

            """,
            Timeline.Draw(bench.History, null, conflicts));
    }

    [Fact]
    public void A_read_modify_write_shows_its_order()
    {
        ulong word = TestCaches.Link(root);
        bench["fork"].CompareExchange(word, 0, 1, MemoryOrder.AcquireRelease, MemoryOrder.Acquire);
        bench["fork"].CompareExchange(word, 0, 1, MemoryOrder.AcquireRelease, MemoryOrder.Acquire);
        bench["fork"].Exchange(word, 2, MemoryOrder.Release);
        bench["fork"].Add(word, 1, MemoryOrder.Once);
        bench["fork"].Or(word, 4, MemoryOrder.Full);
        bench["fork"].And(word, 4, MemoryOrder.Acquire);
        bench["fork"].Replace(word, 0xF, 1, MemoryOrder.Full);
        bench["fork"].Await(word, 0xF, Comparison.Equal, 1, WaitMode.Spin, MemoryOrder.Acquire);
        string[] rows = [.. bench.Draw().Split('\n').TakeLast(9)
            .Where(row => row.Length > 0).Select(row => row[(row.LastIndexOf('|') + 1)..].Trim())];
        Assert.Equal(
            [
                "6 cmpxchg.acquirerelease box#0.link: 0 => 1 -> 0",
                "7 cmpxchg.acquire box#0.link: 0 => 1 -> 1",
                "8 exchange.release box#0.link, 2 -> 1",
                "9 add.once box#0.link, 1 -> 2",
                "10 or.full box#0.link, 4 -> 3",
                "11 and.acquire box#0.link, 4 -> 7",
                "12 replace.full box#0.link under 0xf = 1 -> 4",
                "13 await.acquire box#0.link & 0xf = 1 -> 1",
            ],
            rows);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(100)]
    [InlineData(160)]
    public void No_line_is_wider_than_asked(int width)
    {
        for (int i = 0; i < 9; i++)
            bench[$"a-rather-long-label-{i}"].Lock(TestCaches.Mutex(root), LockMode.Read);
        string text = bench.Draw(new() { Width = width });
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= width, line));
    }

    [Fact]
    public void Too_many_rows_are_thinned_out_far_from_the_argument()
    {
        bench.Reset();
        for (int i = 0; i < 200; i++)
            bench["other"].Unlock(TestCaches.Mutex(root), Hold(i));
        Act();
        string text = bench.Draw(new() { Rows = 40 });
        Assert.InRange(text.Count(c => c == '\n'), 15, 45);
        Assert.Contains("...", text, StringComparison.Ordinal);
        Assert.Contains("store.publish box#0.link = 0", text, StringComparison.Ordinal);
        Assert.Contains("{ dup_mm(box#0)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bug_that_acts_is_never_left_out()
    {
        bench.Reset();
        bench["other"].Observe(BugSwitches.Acting, (ulong)BugSwitch.StackRot);
        for (int i = 0; i < 200; i++)
            bench["other"].Unlock(TestCaches.Mutex(root), Hold(i));
        Act();
        Assert.Contains("0 bug A1 acts", bench.Draw(new() { Rows = 10 }), StringComparison.Ordinal);
    }

    private LockMode Hold(int i)
    {
        var mode = i % 2 == 0 ? LockMode.Read : LockMode.Write;
        bench["other"].Lock(TestCaches.Mutex(root), mode);
        return mode;
    }
}
