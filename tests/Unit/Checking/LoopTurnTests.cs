using RcuSim.Machine;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>Which turns are fruitless, and until when a thread that spins is held.</summary>
public class LoopTurnTests
{
    private static readonly Site outer = new("outer loop of a test", SiteKind.Retry);
    private static readonly Site inner = new("inner loop of a test", SiteKind.Retry);
    private readonly Bench bench = new();
    private readonly ulong box;
    private readonly ulong other;

    public LoopTurnTests()
    {
        box = bench.Setup.Allocate(TestCaches.Box);
        other = bench.Setup.Allocate(TestCaches.Box);
        bench.Setup.Fill(box, 0, TestCaches.Box.Words);
        bench.Setup.Fill(other, 0, TestCaches.Box.Words);
        bench.Setup.Store(TestCaches.Link(box), other, MemoryOrder.Publish);
        bench.Start(box);
    }

    public static TheoryData<string> Idle => [.. TurnsOfLoops.Idle.Keys];

    public static TheoryData<string> Fruitful => [.. TurnsOfLoops.Fruitful.Keys];

    [Theory]
    [MemberData(nameof(Idle))]
    public void A_turn_that_repeats_the_one_before_and_changes_nothing_is_fruitless(string turn)
    {
        TurnsOfLoops.Idle[turn](bench["a"], box);
        Assert.False(Head("a", outer));
        TurnsOfLoops.Idle[turn](bench["a"], box);
        Assert.True(Head("a", outer));
        Assert.False(MayGoOn("a"));
    }

    [Theory]
    [MemberData(nameof(Fruitful))]
    public void A_turn_that_does_anything_is_not(string turn)
    {
        for (int i = 0; i < 4; i++)
        {
            TurnsOfLoops.Fruitful[turn](bench["a"], box);
            Assert.False(Head("a", outer));
            Assert.True(MayGoOn("a"));
        }
    }

    [Theory]
    [InlineData(OperationKind.TryLock)]
    [InlineData(OperationKind.LockWait)]
    public void Nor_is_one_in_which_another_thread_meets_a_lock_that_is_held(OperationKind meets)
    {
        for (int i = 0; i < 4; i++)
        {
            bench["a"].Lock(box, LockMode.Write);
            Load("a", TestCaches.Count(box));
            if (i < 3)
                bench.Thread("b").Perform(
                    new Operation { Kind = meets, Address = box, Detail = (ushort)LockMode.Read });
            bench["a"].Unlock(box, LockMode.Write);
            if (i < 3 && meets == OperationKind.LockWait)
            {
                bench["b"].Lock(box, LockMode.Read);
                bench["b"].Unlock(box, LockMode.Read);
            }

            Assert.Equal(i == 3, Head("a", outer));
        }
    }

    [Fact]
    public void Nor_one_that_gives_up_what_an_earlier_one_took()
    {
        bench["a"].Lock(box, LockMode.Spin);
        for (int i = 0; i < 4; i++)
        {
            bench["a"].Unlock(box, LockMode.Spin);
            Load("a", TestCaches.Count(other));
            bench["a"].Lock(box, LockMode.Spin);
            Assert.False(Head("a", outer));
        }
    }

    [Fact]
    public void Nor_is_one_that_asks_for_anything_else_or_is_answered_otherwise()
    {
        Load("a", TestCaches.Value(box));
        Assert.False(Head("a", outer));
        Load("a", TestCaches.Count(box));
        Assert.False(Head("a", outer));
        bench["b"].Store(TestCaches.Count(box), 1, MemoryOrder.Once);
        Load("a", TestCaches.Count(box));
        Assert.False(Head("a", outer));
        bench["a"].Load(TestCaches.Count(box), MemoryOrder.Acquire);
        Assert.False(Head("a", outer));
        bench["a"].Load(TestCaches.Count(box), MemoryOrder.Acquire);
        Assert.True(Head("a", outer));
    }

    [Fact]
    public void A_loop_that_walks_on_is_not()
    {
        ulong at = box;
        for (int i = 0; i < 2; i++)
        {
            Load("a", TestCaches.Link(at));
            at = other;
            Assert.False(Head("a", outer));
        }
    }

    [Fact]
    public void The_thread_is_held_until_a_word_that_it_read_is_another()
    {
        Turn("a", box, other);
        Turn("a", box, other);
        Assert.False(MayGoOn("a"));
        bench["b"].Store(TestCaches.Count(box), 1, MemoryOrder.Once);
        bench["b"].Store(TestCaches.Value(box), 0, MemoryOrder.Once);
        bench["b"].Exchange(TestCaches.Value(other), 0, MemoryOrder.Once);
        Assert.False(MayGoOn("a"));
        bench["b"].Store(TestCaches.Value(other), 1, MemoryOrder.Once);
        Assert.True(MayGoOn("a"));

        // A turn now would decide what the last one decided.
        bench["b"].Store(TestCaches.Value(other), 0, MemoryOrder.Once);
        Assert.False(MayGoOn("a"));
    }

    [Fact]
    public void Or_until_a_lock_that_it_tried_is_free_for_it()
    {
        bench["b"].Lock(box, LockMode.Write);
        for (int i = 0; i < 2; i++)
        {
            Assert.False(bench["a"].TryLock(box, LockMode.Write));
            Assert.Equal(i == 1, Head("a", outer));
        }

        Assert.False(MayGoOn("a"));
        bench["b"].Downgrade(box);
        Assert.False(MayGoOn("a"));
        bench["b"].Unlock(box, LockMode.Read);
        Assert.True(MayGoOn("a"));
    }

    [Fact]
    public void Or_until_an_object_that_it_read_is_freed()
    {
        Turn("a", other);
        Turn("a", other);
        Assert.False(MayGoOn("a"));
        bench["b"].Free(TestCaches.Box, other);
        Assert.True(MayGoOn("a"));
    }

    [Fact]
    public void What_ended_a_spin_is_no_part_of_the_next_turn()
    {
        Turn("a", box);
        Turn("a", box);
        bench["b"].Store(TestCaches.Value(box), 1, MemoryOrder.Once);
        bench.Thread("a").Perform(End(outer));
        bench["b"].Store(TestCaches.Value(box), 0, MemoryOrder.Once);
        Load("a", TestCaches.Value(box));
        Assert.True(Head("a", outer));
    }

    [Fact]
    public void A_loop_in_each_turn_of_another_is_a_part_of_the_turn()
    {
        for (int i = 0; i < 3; i++)
        {
            Load("a", TestCaches.Count(box));

            // Of this loop the first turn ends at the second head, so the third is the first to repeat one.
            Assert.Equal(i == 2, Head("a", inner));
            Load("a", TestCaches.Value(box));
            Assert.Equal(i > 0, Head("a", outer));
        }

        Assert.False(MayGoOn("a"));
        bench["b"].Store(TestCaches.Count(box), 1, MemoryOrder.Once);
        Assert.True(MayGoOn("a"));
    }

    [Fact]
    public void A_loop_that_is_entered_again_has_other_turns()
    {
        Load("a", TestCaches.Value(box));
        Head("a", outer);
        bench["b"].Store(TestCaches.Value(box), 1, MemoryOrder.Once);
        Load("a", TestCaches.Value(box));

        // Left, done something else, and back.
        Load("a", TestCaches.Count(other));
        bench["b"].Store(TestCaches.Value(box), 0, MemoryOrder.Once);
        Load("a", TestCaches.Value(box));
        Assert.False(Head("a", outer));
        Load("a", TestCaches.Value(box));
        Assert.True(Head("a", outer));
    }

    [Fact]
    public void Where_the_events_of_others_lie_makes_no_difference()
    {
        foreach (int at in Enumerable.Range(0, 5))
        {
            bench.Reset();
            for (int i = 0; i < 5; i++)
            {
                if (i == at)
                    bench["b"].Store(TestCaches.Value(other), 1, MemoryOrder.Once);
                if (i % 2 == 0)
                    Load("a", TestCaches.Value(box));
                else
                    Assert.Equal(i == 3, Head("a", outer));
            }
        }
    }

    [Fact]
    public void Going_back_forgets_what_a_thread_spins_on()
    {
        Turn("a", box);
        Turn("a", box);
        Assert.False(MayGoOn("a"));
        bench.Reset();
        Assert.True(MayGoOn("a"));
        Load("a", TestCaches.Value(box));
        Assert.False(Head("a", outer));
    }

    private static Operation End(Site site) => new() { Kind = OperationKind.SpinEnd, Site = site.Number };

    private void Load(string thread, ulong word) => bench[thread].Load(word, MemoryOrder.Once);

    private bool Head(string thread, Site site) => bench.Thread(thread).Perform(
        new Operation { Kind = OperationKind.Spin, Site = site.Number }) != 0;

    private bool MayGoOn(string thread) => bench.IsEnabled(bench.Thread(thread), End(outer));

    private void Turn(string thread, params ulong[] boxes)
    {
        foreach (ulong read in boxes)
            Load(thread, TestCaches.Value(read));
        Head(thread, outer);
    }
}
