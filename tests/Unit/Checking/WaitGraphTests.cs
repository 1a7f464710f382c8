using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Checking;

public class WaitGraphTests
{
    private readonly Bench bench = new();
    private readonly ulong box;

    public WaitGraphTests()
    {
        box = bench.Setup.Allocate(TestCaches.Box);
        bench.Setup.Store(TestCaches.Count(box), 1, MemoryOrder.Plain);
        bench.Start(box);
    }

    private static Operation Lock(ulong address, LockMode mode) =>
        new() { Kind = OperationKind.Lock, Address = address, Detail = (byte)mode };

    private Waiting Waiting((string Thread, Operation Pending) waiting)
    {
        var thread = bench.Thread(waiting.Thread);
        return new(thread.Name, thread.NextIndex, waiting.Pending);
    }

    private string Describe(params (string Thread, Operation Pending)[] waiting) => ViolationText.Of(
        WaitGraph.Describe([.. waiting.Select(Waiting)], bench.History), 100);

    [Fact]
    public void Two_locks_crosswise()
    {
        bench["a"].Lock(box, LockMode.Write);
        bench["b"].Lock(TestCaches.Mutex(box), LockMode.Read);
        Assert.Equal(
            """
            Deadlock: a waits for b, b waits for a.
              1. a takes it: a:0 lock write box#0.lock
              2. b takes it: b:0 lock read box#0.mutex
              3. a:1 waits for box#0.mutex (write), which b holds
              4. b:1 waits for box#0.lock (read), which a holds
              5. c:0 waits for box#0.lock (read), which a holds

            """,
            Describe(
                ("a", Lock(TestCaches.Mutex(box), LockMode.Write)),
                ("b", Lock(box, LockMode.Read)),
                ("c", Lock(box, LockMode.Read))));
    }

    [Fact]
    public void A_reader_behind_a_writer_in_line()
    {
        bench["a"].Lock(box, LockMode.Read);
        bench.Queue(bench.Thread("w"), box, LockMode.Write);
        bench.Queue(bench.Thread("a"), box, LockMode.Read);
        string text = Describe(("a", Lock(box, LockMode.Read)), ("w", Lock(box, LockMode.Write)));
        Assert.Contains("a waits for w, w waits for a", text, StringComparison.Ordinal);
        Assert.Contains("w is before it in line", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grace_period_and_a_lock()
    {
        bench["w"].Lock(box, LockMode.Spin);
        bench["r"].RcuEnter();
        bench.BeginGracePeriod("w");
        Assert.Equal(
            """
            Deadlock: w waits for r, r waits for w.
              1. w takes it: w:0 lock spin box#0.lock
              2. r enters its read-side critical section: r:0 rcu_read_lock
              3. w:2 waits for the end of a grace period, which waits for the read-side critical section of r
              4. r:1 waits inside a read-side critical section for box#0.lock (spin), which w holds

            """,
            Describe(
                ("w", new() { Kind = OperationKind.GracePeriodEnd }), ("r", Lock(box, LockMode.Spin))));
    }

    [Fact]
    public void A_count_awaited_under_a_lock()
    {
        var wait = new Operation
        {
            Kind = OperationKind.Await,
            Address = TestCaches.Count(box),
            Operand = ulong.MaxValue,
            Value = 1,
        };
        bench["w"].Lock(box, LockMode.Write);
        bench["r"].CompareExchange(TestCaches.Count(box), 1, 2, MemoryOrder.Acquire, MemoryOrder.Once);
        string text = Describe(("w", wait), ("r", Lock(box, LockMode.Read)));
        Assert.Contains("w waits for r, r waits for w", text, StringComparison.Ordinal);
        Assert.Contains(
            "r takes a reference: r:0 cmpxchg.acquire box#0.count: 1 => 2 -> 1",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_barrier_waits_for_callbacks_and_these_for_sections()
    {
        bench["r"].RcuEnter();
        bench["w"].CallRcu(1, box, 0);
        var barrier = new Operation { Kind = OperationKind.BarrierEnd };
        bench.Thread("w").Perform(new() { Kind = OperationKind.BarrierBegin });
        bench["w"].CallRcu(1, 0);
        Assert.False(bench.IsEnabled(bench.Thread("w"), barrier));
        bench.CallbackThread("w");
        string text = Describe(
            ("w", barrier),
            ("callback 1 of w", new() { Kind = OperationKind.CallbackBegin }),
            ("r", Lock(box, LockMode.Read)),
            ("z", new() { Kind = OperationKind.JoinActors }));
        Assert.Contains("No thread can run: w, callback 1 of w, r wait.", text, StringComparison.Ordinal);
        Assert.Contains("until callback 1 of w has run", text, StringComparison.Ordinal);
        Assert.Contains("nobody is left to do that", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_barrier_can_close_a_cycle()
    {
        bench["w"].Lock(box, LockMode.Write);
        bench["r"].RcuEnter();
        bench["w"].CallRcu(1, 0);
        bench.Thread("w").Perform(new() { Kind = OperationKind.BarrierBegin });
        bench.CallbackThread("w");
        string text = Describe(
            ("w", new() { Kind = OperationKind.BarrierEnd }),
            ("callback 1 of w", new() { Kind = OperationKind.CallbackBegin }),
            ("r", Lock(box, LockMode.Read)));
        Assert.Contains(
            "w waits for callback 1 of w, callback 1 of w waits for r, r waits for w.",
            text,
            StringComparison.Ordinal);
    }
}
