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

    public static TheoryData<string> Idle => [.. idle.Keys];

    public static TheoryData<string> Fruitful => [.. fruitful.Keys];

    private static readonly Dictionary<string, Action<TracedMachine, ulong>> idle = new()
    {
        ["load"] = (m, box) => m.Load(TestCaches.Value(box), MemoryOrder.Once),
        ["failed compare-exchange"] = (m, box) => m.CompareExchange(
            TestCaches.Count(box), 7, 8, MemoryOrder.Full, MemoryOrder.Once),
        ["exchange for the same value"] = (m, box) =>
            m.Exchange(TestCaches.Count(box), 0, MemoryOrder.Acquire),
        ["bits that are set"] = (m, box) => m.And(TestCaches.Count(box), 0, MemoryOrder.Acquire),
        ["section"] = (m, box) =>
        {
            m.RcuEnter();
            m.Load(TestCaches.Value(box), MemoryOrder.Once);
            m.RcuLeave();
        },
        ["fence and output"] = (m, box) =>
        {
            m.Load(TestCaches.Value(box), MemoryOrder.Once);
            m.Fence(FenceKind.Full);
            m.Observe(inner, 1);
        },
        ["await"] = (m, box) => m.Await(
            TestCaches.Count(box), ulong.MaxValue, Comparison.Equal, 0, WaitMode.Spin, MemoryOrder.Once),
    };

    private static readonly Dictionary<string, Action<TracedMachine, ulong>> fruitful = new()
    {
        ["nothing"] = (_, _) => { },
        ["output alone"] = (m, _) => m.Observe(inner, 1),
        ["store of the same value"] = (m, box) =>
        {
            m.Load(TestCaches.Count(box), MemoryOrder.Once);
            m.Store(TestCaches.Count(box), 0, MemoryOrder.Once);
        },
        ["add"] = (m, box) => m.Add(TestCaches.Count(box), 1, MemoryOrder.Once),
        ["fill"] = (m, box) =>
        {
            m.Load(TestCaches.Count(box), MemoryOrder.Once);
            m.Fill(TestCaches.Count(box), 0, 1);
        },
        ["lock taken and released"] = (m, box) =>
        {
            m.Lock(box, LockMode.Spin);
            m.Load(TestCaches.Count(box), MemoryOrder.Once);
            m.Unlock(box, LockMode.Spin);
        },
        ["trylock that succeeds"] = (m, box) =>
        {
            Assert.True(m.TryLock(box, LockMode.Spin));
            m.Unlock(box, LockMode.Spin);
        },
        ["choice"] = (m, box) =>
        {
            m.Load(TestCaches.Count(box), MemoryOrder.Once);
            m.Choose(inner, 2);
        },
        ["failure"] = (m, box) =>
        {
            m.Load(TestCaches.Count(box), MemoryOrder.Once);
            m.Fails(inner);
        },
        ["allocation"] = (m, box) =>
        {
            m.Load(TestCaches.Count(box), MemoryOrder.Once);
            m.Free(TestCaches.Box, m.Allocate(TestCaches.Box));
        },
        ["callback"] = (m, box) =>
        {
            m.Load(TestCaches.Count(box), MemoryOrder.Once);
            m.CallRcu(1, 0);
        },
        ["grace period"] = (m, box) =>
        {
            m.Load(TestCaches.Count(box), MemoryOrder.Once);
            m.Synchronize();
        },
    };

    [Theory]
    [MemberData(nameof(Idle))]
    public void A_turn_that_repeats_the_one_before_and_changes_nothing_is_fruitless(string turn)
    {
        idle[turn](bench["a"], box);
        Assert.False(Head("a", outer));
        idle[turn](bench["a"], box);
        Assert.True(Head("a", outer));
        Assert.False(MayGoOn("a"));
    }

    [Theory]
    [MemberData(nameof(Fruitful))]
    public void A_turn_that_does_anything_is_not(string turn)
    {
        for (int i = 0; i < 4; i++)
        {
            fruitful[turn](bench["a"], box);
            Assert.False(Head("a", outer));
            Assert.True(MayGoOn("a"));
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
