using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Replays;

namespace RcuSim.Tests.Unit.Checking;

public class ReplayExecutionTests
{
    private Bench bench = new();
    private readonly ulong box;
    private readonly ConflictSet conflicts = new();

    public ReplayExecutionTests()
    {
        box = bench.Setup.Allocate(TestCaches.Box);
        bench.Start(box);
        conflicts.Add(TestCaches.Box.Number, TestCaches.Box.FieldOf(1).Group);
    }

    private ReplayExecution Run(ulong value)
    {
        bench.Reset();
        bench["a"].Store(TestCaches.Value(box), value, MemoryOrder.Once);
        bench["a"].Store(TestCaches.Link(box), value, MemoryOrder.Once);
        bench["b"].Free(TestCaches.Box, box);
        bench["b"].Free(TestCaches.Box, box);
        var a = bench.Thread("a").Name;
        string timeline = Timeline.Draw(bench.History, bench.Violation, conflicts);
        return ReplayExecution.Of(
            bench.History, bench.Violation!, [a, a, bench.Thread("b").Name], [4], conflicts, timeline);
    }

    [Fact]
    public void It_remembers_what_threads_can_see_of_each_other()
    {
        var execution = Run(7);
        Assert.Equal(["a:1 store.once box#0.link = 7", "b:0 free box#0", "b:1 free box#0"], execution.Events);
        Assert.Equal(["a*2", "b"], execution.Schedule.Select(run => run.ToString()));
        Assert.Equal(["box.link"], execution.Conflicts);
        Assert.Equal(ViolationKind.DoubleFree, execution.Kind);
    }

    [Fact]
    public void The_same_execution_is_the_same()
    {
        Assert.Null(Run(7).Difference(Run(7)));
    }

    [Fact]
    public void Another_execution_differs_at_a_step()
    {
        Assert.Equal(
            "step 1 differs: the file has 'a:1 store.once box#0.link = 7'; "
                + "this program does 'a:1 store.once box#0.link = 8'",
            Run(7).Difference(Run(8)));
    }

    [Fact]
    public void Another_setup_differs_before_the_first_step()
    {
        var before = Run(7);
        bench = new();
        bench.Setup.Allocate(TestCaches.Box);
        bench.Setup.Store(TestCaches.Count(box), 1, MemoryOrder.Plain);
        bench.Start(box);
        Assert.StartsWith("step 0 differs", before.Difference(Run(7)), StringComparison.Ordinal);
    }
}
