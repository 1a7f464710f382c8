using RcuSim.Explaining;
using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Checking;

public class UseAfterFreeTests
{
    private static (Bench Bench, ulong Root, ulong Item) Linked()
    {
        var bench = new Bench();
        ulong root = bench.Setup.Allocate(TestCaches.Box);
        ulong item = bench.Setup.Allocate(TestCaches.Box);
        bench.Setup.Store(TestCaches.Link(root), item, MemoryOrder.Plain);
        bench.Setup.Store(TestCaches.Link(item), 0, MemoryOrder.Plain);
        bench.Start(root);
        return (bench, root, item);
    }

    private static void Callback(Bench bench, ulong item) =>
        bench.RunCallback("writer", body: callback => callback.Free(TestCaches.Box, item));

    [Fact]
    public void The_chain_of_a_reader_without_a_section_is_whole()
    {
        var (bench, root, item) = Linked();
        bench["reader"].Lock(root, LockMode.Read);
        bench["reader"].Load(TestCaches.Link(root), MemoryOrder.Dereference);
        bench["other"].RcuEnter();
        bench["writer"].Store(TestCaches.Link(root), 0, MemoryOrder.Publish);
        bench["writer"].CallRcu(1, item, 0);
        bench.WaitOutReader("writer", "other");
        bench.Callback("writer").Free(TestCaches.Box, item);
        Assert.Null(bench.Violation);

        bench["reader"].Load(TestCaches.Value(item), MemoryOrder.Plain);

        Assert.Equal(
        """
        UseAfterFree: reader uses box#1 after callback 1 of writer freed it.
          1. box#1 is allocated and published in setup: setup:1 allocate box#1
          2. reader holds box#0.lock (read), is in no read-side critical section and gets its pointer to
             box#1: reader:1 load.dereference box#0.link -> box#1
          3. box#1 is unlinked by writer, who holds no lock: writer:0 store.publish box#0.link = 0
          4. box#1 is retired: writer:1 call_rcu box#1, function 1
          5. callback 1 of writer waits for a grace period; sections are open in other
          6. the grace period is over: callback 1 of writer:0 the callback begins
          7. box#1 is freed: callback 1 of writer:1 free box#1
          8. the stale access; reader holds box#0.lock (read), is in no read-side critical section: reader:2
             load box#1.value -> poison
          9. so reader got its pointer in no read-side critical section, and no grace period waited for it
        """,
            bench.Report());
        Assert.Equal(7, bench.Violation!.Evidence.Count);
    }

    [Fact]
    public void Where_nobody_uses_RCU_it_is_not_spoken_of()
    {
        var (bench, root, item) = Linked();
        bench["reader"].Load(TestCaches.Link(root), MemoryOrder.Dereference);
        bench["writer"].Store(TestCaches.Link(root), 0, MemoryOrder.Publish);
        bench["writer"].Free(TestCaches.Box, item);
        bench["reader"].Load(TestCaches.Value(item), MemoryOrder.Plain);
        Assert.Equal(
        """
        UseAfterFree: reader uses box#1 after writer freed it.
          1. box#1 is allocated and published in setup: setup:1 allocate box#1
          2. reader holds no lock and gets its pointer to box#1: reader:0 load.dereference box#0.link ->
             box#1
          3. box#1 is unlinked by writer, who holds no lock: writer:0 store.publish box#0.link = 0
          4. box#1 is freed: writer:1 free box#1
          5. the stale access; reader holds no lock: reader:1 load box#1.value -> poison
          6. so it was freed while reader had a pointer to it, and nothing made writer wait
        """,
            bench.Report());
    }

    [Fact]
    public void A_grace_period_that_was_polled_for_is_part_of_the_story()
    {
        var (bench, root, item) = Linked();
        bench["reader"].Load(TestCaches.Link(root), MemoryOrder.Dereference);
        bench["writer"].Store(TestCaches.Link(root), 0, MemoryOrder.Publish);
        ulong state = bench["writer"].TakeRcuState(start: true);
        bench.Decision = 1;
        Assert.True(bench["writer"].PollRcuState(state));
        bench["writer"].Free(TestCaches.Box, item);
        bench["reader"].Load(TestCaches.Value(item), MemoryOrder.Plain);
        string report = bench.Report();
        Assert.Contains("writer sees that a grace period has gone by: writer:2 ", report);
        Assert.DoesNotContain("is not handed to RCU", report);
        Assert.Contains("so reader got its pointer in no read-side critical section", report);
    }

    [Fact]
    public void A_reader_in_a_section_holds_the_grace_period_up()
    {
        var (bench, root, item) = Linked();
        bench["reader"].RcuEnter();
        bench["reader"].Load(TestCaches.Link(root), MemoryOrder.Dereference);
        bench["writer"].Store(TestCaches.Link(root), 0, MemoryOrder.Publish);
        bench["writer"].CallRcu(1, item, 0);
        bench.WaitOutReader("writer", "reader");
        bench.Callback("writer").Free(TestCaches.Box, item);
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void An_object_freed_without_a_grace_period_is_said_to_be()
    {
        var (bench, root, item) = Linked();
        bench["reader"].RcuEnter();
        bench["reader"].Load(TestCaches.Link(root), MemoryOrder.Dereference);
        bench["writer"].Store(TestCaches.Link(root), 0, MemoryOrder.Publish);
        bench["writer"].Free(TestCaches.Box, item);
        bench["reader"].Load(TestCaches.Value(item), MemoryOrder.Plain);
        Assert.Contains("so it was freed without a grace period", bench.Report(), StringComparison.Ordinal);
        Assert.Contains("box#1 is not handed to RCU", bench.Report(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pointer_used_after_its_section_is_said_to_be()
    {
        var (bench, root, item) = Linked();
        bench["reader"].RcuEnter();
        bench["reader"].Load(TestCaches.Link(root), MemoryOrder.Dereference);
        bench["reader"].RcuLeave();
        bench["writer"].Store(TestCaches.Link(root), 0, MemoryOrder.Publish);
        bench["writer"].CallRcu(1, item, 0);
        Callback(bench, item);
        bench["reader"].Load(TestCaches.Value(item), MemoryOrder.Plain);
        Assert.Contains(
            "uses the pointer after the read-side critical section",
            bench.Report(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_freed_with_its_subtree_is_traced_to_the_callback()
    {
        var (bench, root, item) = Linked();
        bench["reader"].Load(TestCaches.Link(root), MemoryOrder.Dereference);
        bench["writer"].CallRcu(7, 0, 0x1234);
        bench["writer"].CallRcu(2, root, 0);
        bench.RunCallback("writer", 1);
        bench.RunCallback("writer", 2, callback => callback.Free(TestCaches.Box, item));
        bench["reader"].Load(TestCaches.Value(item), MemoryOrder.Plain);
        Assert.Contains(
            "box#1 is retired with its subtree: writer:1 call_rcu box#0, function 2",
            bench.Report(),
            StringComparison.Ordinal);
        Assert.Contains("no grace period waited for it", bench.Report(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_free_and_a_second_callback_are_caught()
    {
        var (bench, _, item) = Linked();
        bench["writer"].CallRcu(1, item, 0);
        bench["writer"].CallRcu(1, item, 0);
        Assert.Equal(ViolationKind.DoubleCallback, bench.Violation!.Kind);

        var (other, _, twice) = Linked();
        other["writer"].Free(TestCaches.Box, twice);
        other["writer"].Free(TestCaches.Box, twice);
        Assert.Equal(ViolationKind.DoubleFree, other.Violation!.Kind);
        Assert.Equal("writer frees box#1 a second time.", other.Violation.Message);
    }

    [Theory]
    [InlineData(0x18UL, "a null pointer")]
    [InlineData(WordPatterns.Poison + 8, "poison of a freed word")]
    [InlineData(WordPatterns.Uninitialised, "a word never written")]
    public void A_wild_address_is_named(ulong address, string what)
    {
        var (bench, _, _) = Linked();
        bench["reader"].Load(address, MemoryOrder.Plain);
        Assert.Equal(ViolationKind.WildAccess, bench.Violation!.Kind);
        Assert.Contains(what, bench.Violation.Message, StringComparison.Ordinal);
    }
}
