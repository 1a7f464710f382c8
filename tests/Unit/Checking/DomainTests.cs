using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Oracles;
using static RcuSim.Machine.MemoryOrder;

namespace RcuSim.Tests.Unit.Checking;

/// <summary>RCU domains: what waits for which sections, and what one may do in them.</summary>
public class DomainTests
{
    private static readonly RcuDomain mine = new("mine");
    private static readonly RcuDomain other = new("other");
    private readonly Bench bench = new(new DataRace(), new SleepInSection());
    private readonly ulong box;

    public DomainTests()
    {
        box = bench.Setup.Allocate(TestCaches.Box);
        bench.Setup.Fill(box, 0, TestCaches.Box.Words);
        bench.Start(box);
    }

    [Theory]
    [InlineData(OperationKind.GracePeriodBegin, OperationKind.GracePeriodEnd)]
    [InlineData(OperationKind.CallRcu, OperationKind.CallbackBegin)]
    public void A_grace_period_waits_for_the_sections_of_its_domain(OperationKind begin, OperationKind end)
    {
        bench["r"].RcuEnter(mine);
        foreach (string thread in (string[])["rcu", "mine", "other"])
            bench.Thread(thread).Perform(Of(thread, begin) with { Value = 1 });
        Assert.Equal([false, true, false], Waits(end));
        bench["r"].RcuEnter();
        bench["r"].RcuLeave(mine);
        Assert.Equal([false, false, false], Waits(end));
    }

    [Fact]
    public void A_barrier_waits_for_the_callbacks_of_its_domain()
    {
        bench["w"].CallRcu(1, 0, domain: mine);
        foreach (string thread in (string[])["rcu", "mine", "other"])
            bench.Thread(thread).Perform(Of(thread, OperationKind.BarrierBegin));
        Assert.Equal([false, true, false], Waits(OperationKind.BarrierEnd));
        bench.RunCallback("w", domain: mine);
        Assert.Equal([false, false, false], Waits(OperationKind.BarrierEnd));
    }

    [Theory]
    [InlineData("mine", true)]
    [InlineData("other", false)]
    [InlineData("rcu", false)]
    public void A_grace_period_orders_the_sections_of_its_domain(string domain, bool ordered)
    {
        bench["r"].RcuEnter(mine);
        bench["r"].Load(TestCaches.Value(box), Plain);
        bench["r"].RcuLeave(mine);
        bench["w"].Synchronize(Domain(domain));
        bench["w"].Store(TestCaches.Value(box), 1, Plain);
        Judge(ordered);
    }

    [Theory]
    [InlineData("mine", true)]
    [InlineData("other", false)]
    public void A_section_comes_after_the_grace_periods_of_its_domain_that_are_over(
        string domain, bool ordered)
    {
        bench["w"].Store(TestCaches.Value(box), 1, Plain);
        bench["w"].Synchronize(Domain(domain));
        bench["r"].RcuEnter(mine);
        bench["r"].Load(TestCaches.Value(box), Plain);
        bench["r"].RcuLeave(mine);
        Judge(ordered);
    }

    [Theory]
    [InlineData("mine", true)]
    [InlineData("other", false)]
    public void A_barrier_orders_the_callbacks_of_its_domain(string domain, bool ordered)
    {
        bench["w"].CallRcu(1, 0, domain: mine);
        bench.RunCallback("w", body: m => m.Store(TestCaches.Value(box), 1, Plain), domain: mine);
        bench["r"].RcuBarrier(Domain(domain));
        bench["r"].Load(TestCaches.Value(box), Plain);
        Judge(ordered);
    }

    [Theory]
    [InlineData("mine", false)]
    [InlineData("rcu", true)]
    public void A_thread_may_sleep_in_a_section_of_a_domain(string domain, bool isWrong)
    {
        bench["r"].RcuEnter(Domain(domain));
        bench["r"].Lock(TestCaches.Mutex(box), LockMode.Write);
        bench["r"].Unlock(TestCaches.Mutex(box), LockMode.Write);
        bench["r"].RcuLeave(Domain(domain));
        Assert.Equal(isWrong ? ViolationKind.SleepInSection : null, bench.Violation?.Kind);
    }

    [Fact]
    public void Sections_of_two_domains_need_not_nest()
    {
        bench["r"].RcuEnter(mine);
        bench["r"].RcuEnter(mine);
        bench["r"].RcuEnter(other);
        bench["r"].RcuLeave(mine);
        Assert.True(bench.History.IsInSection(bench.Thread("r").Name, mine));
        bench["r"].RcuLeave(mine);
        Assert.False(bench.History.IsInSection(bench.Thread("r").Name, mine));
        Assert.False(bench.History.IsInSection(bench.Thread("r").Name));
        Assert.True(bench.History.IsInSection(bench.Thread("r").Name, other));
        bench["r"].RcuLeave(other);
        bench["r"].End();
        Assert.Null(bench.Violation);
    }

    [Fact]
    public void To_leave_a_section_of_another_domain_is_misuse()
    {
        bench["r"].RcuEnter(mine);
        bench["r"].RcuLeave(other);
        Assert.Equal(
            "r leaves a read-side critical section of other it is not in.", bench.Violation!.Message);
    }

    [Fact]
    public void A_thread_ends_outside_the_sections_of_all_domains()
    {
        bench["r"].RcuEnter(mine);
        bench["r"].End();
        Assert.Equal("r ends inside a read-side critical section of mine.", bench.Violation!.Message);
    }

    [Theory]
    [InlineData(OperationKind.GracePeriodBegin, "grace period of mine")]
    [InlineData(OperationKind.BarrierBegin, "srcu_barrier of mine")]
    public void To_wait_for_a_section_that_one_is_in_is_a_deadlock(OperationKind begin, string call)
    {
        bench["r"].RcuEnter(mine);
        bench["r"].Synchronize(other);
        bench["r"].RcuBarrier(other);
        Assert.Null(bench.Violation);
        bench.Thread("r").Perform(Of("mine", begin));
        Assert.Equal(
            $"""
            Deadlock: r waits for itself: it is in a section of mine.
              1. the section begins: r:0 srcu_read_lock of mine
              2. the call that waits for it: r:5 {call} begins

            """,
            ViolationText.Of(bench.Violation!, 100));
    }

    [Fact]
    public void Sections_of_two_domains_crosswise()
    {
        bench["a"].RcuEnter(mine);
        bench["b"].RcuEnter(other);
        bench.Thread("a").Perform(Of("other", OperationKind.GracePeriodBegin));
        bench.Thread("b").Perform(Of("mine", OperationKind.GracePeriodBegin));
        Assert.Equal(
            """
            Deadlock: a waits for b, b waits for a.
              1. a enters its read-side critical section: a:0 srcu_read_lock of mine
              2. b enters its read-side critical section: b:0 srcu_read_lock of other
              3. a:2 waits for the end of a grace period of other, which waits for the read-side
                 critical section of b
              4. b:2 waits for the end of a grace period of mine, which waits for the read-side
                 critical section of a

            """,
            ViolationText.Of(
                WaitGraph.Describe([Waiting("a", "other"), Waiting("b", "mine")], bench.History), 90));
    }

    [Fact]
    public void A_scenario_uses_one_domain_of_a_name()
    {
        var first = new RcuDomain("twice");
        var second = new RcuDomain("twice");
        bench["r"].RcuEnter(first);
        bench["r"].RcuLeave(first);
        var error = Assert.Throws<InvalidOperationException>(() => bench["r"].Synchronize(second));
        Assert.StartsWith(
            "two RCU domains of one scenario are called 'twice': at DomainTests.cs:",
            error.Message,
            StringComparison.Ordinal);
        bench.Reset();
        bench["r"].Synchronize(second);
        Assert.Throws<InvalidOperationException>(() => bench["r"].RcuEnter(first));
    }

    [Fact]
    public void So_does_a_native_world()
    {
        var first = new RcuDomain("twice-native");
        var second = new RcuDomain("twice-native");
        using var system = new NativeSystem();
        using var thread = system.CreateThread();
        IMachine machine = thread.Machine;
        machine.Synchronize(first);
        Assert.Throws<InvalidOperationException>(() => machine.Synchronize(second));
        using var another = new NativeSystem();
        using var other = another.CreateThread();
        ((IMachine)other.Machine).Synchronize(second);
    }

    private static RcuDomain? Domain(string name) => name switch
    {
        "mine" => mine,
        "other" => other,
        _ => null,
    };

    private static Operation Of(string domain, OperationKind kind) =>
        new() { Kind = kind, Detail = RcuDomain.NumberOf(Domain(domain)) };

    /// <summary>Which of the three have to wait, each in the domain of its name.</summary>
    private bool[] Waits(OperationKind kind) =>
    [
        .. ((string[])["rcu", "mine", "other"]).Select(name => !bench.IsEnabled(
            kind == OperationKind.CallbackBegin ? bench.CallbackThread(name) : bench.Thread(name),
            Of(name, kind))),
    ];

    private Waiting Waiting(string thread, string domain) =>
        new(bench.Thread(thread).Name, 2, Of(domain, OperationKind.GracePeriodEnd));

    private void Judge(bool ordered)
    {
        bench["r"].End();
        bench["w"].End();
        Assert.Equal(ordered ? null : ViolationKind.DataRace, bench.Violation?.Kind);
    }
}
