using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Tests.Unit.Checking;

public class LivelockTests
{
    private static readonly Site loop = new("loop of a livelock", SiteKind.Retry);
    private static readonly Site within = new("loop within a livelock", SiteKind.Retry);
    private readonly Bench bench = new(new Livelock());
    private readonly ulong box;

    public LivelockTests()
    {
        box = bench.Setup.Allocate(TestCaches.Box);
        bench.Setup.Fill(box, 0, TestCaches.Box.Words);
        bench.Start(box);
        bench["w"].Store(TestCaches.Value(box), 1, MemoryOrder.Once);
    }

    [Fact]
    public void Three_fruitless_turns_in_a_row_are_a_livelock()
    {
        // The first turn has none before it that it could repeat.
        for (int i = 0; i <= Livelock.Turns; i++)
        {
            Assert.Null(bench.Violation);
            Turn("r");
        }

        Assert.Equal(
            "r retries loop of a livelock 3 times in vain: nothing that it reads changes.",
            bench.Violation!.Message);
        Assert.Contains(
            "w does this, the last that happens to what the loop reads: w:0 store.once box#0.value = 1",
            bench.Report(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_another_thread_does_elsewhere_is_no_excuse()
    {
        for (ulong i = 0; i <= Livelock.Turns; i++)
        {
            bench["w"].Store(TestCaches.Count(box), i, MemoryOrder.Once);
            Turn("r");
        }

        Assert.Equal(ViolationKind.Livelock, bench.Violation!.Kind);
    }

    [Fact]
    public void A_word_that_changes_excuses_the_loop()
    {
        for (ulong i = 0; i < 10; i++)
        {
            Turn("r");
            Turn("r");
            bench["w"].Store(TestCaches.Value(box), i, MemoryOrder.Once);
        }

        Assert.Null(bench.Violation);
    }

    [Fact]
    public void So_does_one_that_changes_and_changes_back_between_any_two_turns()
    {
        for (ulong i = 0; i < 10; i++)
        {
            Turn("r");
            bench["w"].Store(TestCaches.Value(box), 2, MemoryOrder.Once);
            bench["w"].Store(TestCaches.Value(box), 1, MemoryOrder.Once);
        }

        Assert.Null(bench.Violation);
    }

    [Fact]
    public void One_that_others_leave_as_it_was_does_not()
    {
        for (int i = 0; i <= Livelock.Turns; i++)
        {
            foreach (string thread in new[] { "r", "s" })
            {
                bench[thread].Exchange(TestCaches.Value(box), 1, MemoryOrder.Acquire);
                bench[thread].Retry(loop);
            }
        }

        Assert.Equal(ViolationKind.Livelock, bench.Violation!.Kind);
    }

    [Fact]
    public void A_loop_that_changes_something_in_each_turn_gets_on()
    {
        for (ulong i = 0; i < 10; i++)
        {
            Turn("r");
            bench["r"].Store(TestCaches.Count(box), i, MemoryOrder.Once);
        }

        Assert.Null(bench.Violation);
    }

    [Fact]
    public void Two_loops_by_turns_are_caught()
    {
        for (int i = 0; i <= Livelock.Turns; i++)
        {
            Turn("r");
            bench["r"].Load(TestCaches.Count(box), MemoryOrder.Once);
            bench["r"].Retry(within);
        }

        Assert.Equal(ViolationKind.Livelock, bench.Violation!.Kind);
    }

    [Fact]
    public void A_loop_that_spins_in_each_turn_gets_on_with_the_thread_that_it_waits_for()
    {
        for (ulong i = 0; i < 10; i++)
        {
            bench["r"].Load(TestCaches.Count(box), MemoryOrder.Once);
            bench["r"].Spin(within);
            bench["w"].Store(TestCaches.Count(box), 1, MemoryOrder.Once);
            bench["r"].Load(TestCaches.Count(box), MemoryOrder.Once);
            Turn("r");
            bench["w"].Store(TestCaches.Count(box), 0, MemoryOrder.Once);
        }

        Assert.Null(bench.Violation);
    }

    [Fact]
    public void Turns_before_a_mark_do_not_count()
    {
        for (int i = 0; i < Livelock.Turns; i++)
            Turn("r");
        bench.Reset();
        bench["w"].Store(TestCaches.Value(box), 1, MemoryOrder.Once);
        for (int i = 0; i < Livelock.Turns; i++)
            Turn("r");
        Assert.Null(bench.Violation);
    }

    private void Turn(string thread)
    {
        bench[thread].Load(TestCaches.Value(box), MemoryOrder.Once);
        bench[thread].Retry(loop);
    }
}
