using RcuSim.Exploration;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote;

public class CoverageTests
{
    [Fact]
    public void Schedules_of_independent_threads_are_one_behaviour()
    {
        var coverage = Explore(new(3, (m, c) => Twice(m, c[1]), (m, c) => Twice(m, c[2])));
        Assert.Equal(1, coverage.Behaviours);
    }

    [Fact]
    public void Two_increments_of_one_word_by_two_threads_are_six_behaviours()
    {
        var coverage = Explore(new(1, (m, c) => Twice(m, c[0]), (m, c) => Twice(m, c[0])));
        Assert.Equal(6, coverage.Behaviours);
    }

    [Fact]
    public void Reads_of_one_word_by_two_threads_are_one_behaviour()
    {
        var coverage = Explore(new(
            1, (m, c) => m.Load(c[0], MemoryOrder.Once), (m, c) => m.Load(c[0], MemoryOrder.Once)));
        Assert.Equal(1, coverage.Behaviours);
    }

    [Fact]
    public void The_order_in_which_a_lock_is_taken_distinguishes_behaviours()
    {
        static void Body(TracedMachine m, ulong[] c)
        {
            m.Lock(BodyScenario.Lock(c[0]), LockMode.Write);
            m.Unlock(BodyScenario.Lock(c[0]), LockMode.Write);
        }

        Assert.Equal(6, Explore(new(1, Body, Body, Body)).Behaviours);
    }

    [Fact]
    public void The_chance_of_a_new_behaviour_falls_as_behaviours_repeat()
    {
        var coverage = new Coverage();
        Assert.Equal(1, coverage.ChanceOfNew);
        coverage.Add(1, 10, 2);
        coverage.Add(2, 10, 2);
        Assert.Equal(1, coverage.ChanceOfNew);
        coverage.Add(1, 10, 2);
        coverage.Add(2, 10, 2);
        Assert.Equal(0, coverage.ChanceOfNew);
        Assert.Equal(0.5, coverage.RecentNew);
        Assert.Equal(2, coverage.Behaviours);
    }

    private static void Twice(TracedMachine machine, ulong cell)
    {
        machine.Add(cell, 1, MemoryOrder.Full);
        machine.Add(cell, 1, MemoryOrder.Full);
    }

    private static Coverage Explore(BodyScenario scenario)
    {
        using var campaign = new Campaign(new()
        {
            Scenario = scenario,
            Engine = EngineCatalogue.Baton,
            Strategy = "random",
            Schedules = 600,
        });
        var result = campaign.Run();
        Assert.Null(result.Finding);
        return result.Coverage;
    }
}
