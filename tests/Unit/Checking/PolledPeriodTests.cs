using RcuSim.Explaining;
using RcuSim.Machine;
using RcuSim.Oracles;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>What a poll of a grace period may answer, and what it orders.</summary>
public class PolledPeriodTests
{
    private static readonly RcuDomain domain = new("polled");
    private readonly Bench bench = new(new DataRace(), new SleepInSection());
    private readonly ulong box;

    public PolledPeriodTests()
    {
        box = bench.Setup.Allocate(TestCaches.Box);
        bench.Setup.Fill(box, 0, TestCaches.Box.Words);
        bench.Start(box);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_answers_no_while_a_section_is_open_that_was_open_then_and_later_either(bool start)
    {
        bench["r"].RcuEnter(domain);
        ulong state = bench["w"].TakeRcuState(start, domain);
        bench["x"].RcuEnter(domain);
        bench.Decision = 1;
        Assert.False(bench["w"].PollRcuState(state, domain));
        bench["r"].RcuLeave(domain);
        bench.Decision = 0;
        Assert.False(bench["w"].PollRcuState(state, domain));
        bench.Decision = 1;
        Assert.True(bench["x"].PollRcuState(state, domain));
        bench.Decision = 0;
        Assert.True(bench["w"].PollRcuState(state, domain));
    }

    [Fact]
    public void Once_it_answers_yes_it_does_so_for_all_states_before()
    {
        ulong first = bench["w"].TakeRcuState(start: false), second = bench["r"].TakeRcuState(start: false);
        ulong third = bench["w"].TakeRcuState(start: false), other = bench["w"].TakeRcuState(false, domain);
        bench.Decision = 1;
        Assert.True(bench["w"].PollRcuState(second));
        bench.Decision = 0;
        Assert.True(bench["w"].PollRcuState(first));
        Assert.False(bench["w"].PollRcuState(third));
        Assert.False(bench["w"].PollRcuState(other, domain));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_grace_period_that_began_since_then_and_is_over_leaves_no_doubt(bool since)
    {
        ulong state = since ? bench["w"].TakeRcuState(start: false) : 0;
        bench.BeginGracePeriod("x");
        bench["r"].CallRcu(1, 0);
        if (!since)
            state = bench["w"].TakeRcuState(start: false);
        bench.Thread("x").Perform(new Operation { Kind = OperationKind.GracePeriodEnd });
        bench.RunCallback("r");
        Assert.Equal(since, bench["w"].PollRcuState(state));
    }

    [Fact]
    public void A_state_of_0_is_long_past() => Assert.True(bench["w"].PollRcuState(0));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_yes_comes_after_the_sections_that_were_open_and_a_no_after_nothing(bool yes)
    {
        bench["r"].RcuEnter();
        bench["r"].Load(TestCaches.Value(box), Plain);
        ulong state = bench["w"].TakeRcuState(start: true);
        bench["r"].RcuLeave();
        bench.Decision = yes ? 1u : 0;
        bench["w"].PollRcuState(state);
        bench["w"].Store(TestCaches.Value(box), 1, Plain);
        Judge(yes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_section_comes_after_a_yes_for_a_state_that_was_taken_after_a_store(bool yes)
    {
        bench["w"].Store(TestCaches.Value(box), 1, Plain);
        ulong state = bench["w"].TakeRcuState(start: true);
        bench.Decision = yes ? 1u : 0;
        bench["x"].PollRcuState(state);
        bench["r"].RcuEnter();
        bench["r"].Load(TestCaches.Value(box), Plain);
        bench["r"].RcuLeave();
        Judge(yes);
    }

    [Fact]
    public void To_poll_in_a_section_is_no_sleep_and_to_wait_is_one()
    {
        ulong state = bench["w"].TakeRcuState(start: false);
        bench.Decision = 1;
        bench["w"].RcuEnter();
        bench["w"].PollRcuState(state);
        Assert.Null(bench.Violation);
        bench["w"].CondSynchronize(state);
        Assert.Equal(ViolationKind.SleepInSection, bench.Violation?.Kind);
    }

    [Fact]
    public void To_wait_in_a_section_of_the_domain_is_a_deadlock_though_a_grace_period_has_gone_by()
    {
        ulong state = bench["w"].TakeRcuState(start: false, domain);
        bench["x"].Synchronize(domain);
        bench["w"].RcuEnter(domain);
        bench["w"].CondSynchronize(state, domain);
        Assert.Equal(ViolationKind.Deadlock, bench.Violation?.Kind);
    }

    [Fact]
    public void A_state_that_nobody_took_is_refused()
    {
        ulong state = bench["w"].TakeRcuState(start: false, domain);
        foreach (ulong wrong in (ulong[])[state, 77])
        {
            var error = Assert.Throws<ArgumentException>(() => bench["w"].PollRcuState(wrong));
            Assert.Contains($"no state {wrong} of grace periods was ever taken", error.Message);
        }
    }

    private void Judge(bool ordered)
    {
        bench["r"].End();
        bench["w"].End();
        Assert.Equal(ordered ? null : ViolationKind.DataRace, bench.Violation?.Kind);
    }
}
