using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>
/// The memory of a freed object of a type-stable cache keeps its type for read-side critical sections.
/// </summary>
public class TypeStableTests
{
    private readonly Bench bench = new();
    private readonly ulong root;
    private readonly ulong item;

    public TypeStableTests()
    {
        root = bench.Setup.Allocate(TestCaches.Box);
        item = bench.Setup.Allocate(TestCaches.Stable);
        bench.Setup.Store(TestCaches.Link(root), item, MemoryOrder.Plain);
        bench.Setup.Store(item, 1, MemoryOrder.Plain);
        bench.Start(root);
    }

    public static TheoryData<string> Uses() =>
        ["load", "add", "await", "lock", "try", "find", "fill", "copy"];

    private void Use(string how)
    {
        var machine = bench["r"];
        switch (how)
        {
            case "load":
                machine.Load(item, MemoryOrder.Once);
                break;
            case "add":
                machine.Add(item, 1, MemoryOrder.Once);
                break;
            case "await":
                machine.Await(
                    item, ulong.MaxValue, Comparison.Equal, 1, WaitMode.Sleep, MemoryOrder.Acquire);
                break;
            case "lock":
                machine.Lock(item + 8, LockMode.Spin);
                break;
            case "try":
                machine.TryLock(item + 8, LockMode.Spin);
                break;
            case "find":
                machine.FindAtLeast(item, 1, 1, MemoryOrder.Once);
                break;
            case "fill":
                machine.Fill(item, 0, 1);
                break;
            default:
                machine.Copy(TestCaches.Value(root), item, 1);
                break;
        }
    }

    [Theory]
    [MemberData(nameof(Uses))]
    public void In_a_section_a_freed_object_may_be_used(string how)
    {
        bench["r"].RcuEnter();
        bench["w"].Free(TestCaches.Stable, item);
        Use(how);
        Assert.Null(bench.Violation);
    }

    [Theory]
    [MemberData(nameof(Uses))]
    public void Outside_a_section_a_freed_object_may_not_be_used(string how)
    {
        bench["r"].RcuEnter();
        bench["r"].Load(TestCaches.Link(root), MemoryOrder.Dereference);
        bench["r"].RcuLeave();
        bench["w"].Free(TestCaches.Stable, item);
        Use(how);
        Assert.Equal(ViolationKind.UseAfterFree, bench.Violation?.Kind);
        Assert.Contains(
            "in no read-side critical section; its",
            bench.Report().Replace("\n     ", " ", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_section_that_began_after_the_free_too()
    {
        bench["w"].Free(TestCaches.Stable, item);
        bench["r"].RcuEnter();
        Use("load");
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void An_object_taken_again_may_be_used_anywhere()
    {
        bench["w"].Free(TestCaches.Stable, item);
        bench.Reuse("w", TestCaches.Stable, item);
        Use("load");
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void An_object_is_taken_again_once_it_is_freed_and_only_once()
    {
        Assert.False(bench.MayReuse("w", TestCaches.Stable, item));
        bench["w"].Free(TestCaches.Stable, item);
        Assert.True(bench.MayReuse("w", TestCaches.Stable, item));
        Assert.False(bench.MayReuse("w", TestCaches.Box, item));
        bench.Reuse("r", TestCaches.Stable, item);
        Assert.False(bench.MayReuse("w", TestCaches.Stable, item));
    }

    [Fact]
    public void What_came_before_the_free_comes_before_what_follows_the_reuse()
    {
        var raced = new Bench(new DataRace());
        ulong shared = raced.Setup.Allocate(TestCaches.Stable);
        raced.Start(shared);
        raced["w"].Store(shared + 16, 1, MemoryOrder.Plain);
        raced["w"].Free(TestCaches.Stable, shared);
        raced.Reuse("r", TestCaches.Stable, shared);
        raced["r"].Store(shared + 16, 2, MemoryOrder.Plain);
        raced["r"].End();
        Assert.Null(raced.Violation);
        Assert.Contains("0 reuse stable#0", raced.Draw(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_checks_each_word_of_a_freed_object()
    {
        bench["r"].RcuEnter();
        bench["w"].Free(TestCaches.Stable, item);
        bench["r"].Copy(TestCaches.Link(root), item, 3);
        Assert.Equal(ViolationKind.UseAfterFree, bench.Violation?.Kind);
    }

    /// <summary>Whoever waits for what cannot come any more is not stuck: it is told.</summary>
    [Fact]
    public void A_wait_on_a_freed_word_ends()
    {
        bench["w"].Lock(root, LockMode.Write);
        bench["w"].Free(TestCaches.Box, root);
        bench["r"].Lock(root, LockMode.Write);
        Assert.Equal("r uses box#0 after w freed it.", bench.Violation?.Message);
    }
}
