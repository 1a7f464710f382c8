using RcuSim.Exploration;
using RcuSim.Faults;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote;

/// <summary>The counters against what the bodies themselves counted.</summary>
public class CounterTests
{
    private const int Executions = 200;
    private static readonly Site own = new("own", SiteKind.Bug);
    private static readonly Site unasked = new("unasked", SiteKind.Bug);

    [Fact]
    public void A_bug_is_counted_once_for_each_execution_in_which_it_acted()
    {
        int acted = 0;
        bool acts = false;
        var counter = new BugCounter(["G0", "A1", "own", "idle"]);
        Explore(FailurePlan.None, Count, (m, c) =>
        {
            acts = m.Load(c[0], MemoryOrder.Once) == 0;
            if (acts)
            {
                m.Observe(BugSwitches.Acting, (ulong)BugSwitch.ImmediateFree);
                m.Observe(BugSwitches.Acting, (ulong)BugSwitch.ImmediateFree);
                m.Observe(own, 3);
                m.Observe(unasked, 0);
            }
        });
        Assert.InRange(acted, 1, Executions - 1);
        Assert.Equal(acted, counter.Executions["G0"]);
        Assert.Equal(acted, counter.Executions["own"]);
        Assert.Equal((0, 0), (counter.Executions["A1"], counter.Executions["idle"]));
        Assert.Equal(4, counter.Executions.Count);

        void Count(ExecutionResult result)
        {
            acted += acts ? 1 : 0;
            counter.Take(result);
        }
    }

    [Fact]
    public void A_failure_is_counted_once_for_each_execution_in_which_it_happened()
    {
        int failed = 0;
        bool fails = false;
        var plan = FailurePlan.Parse("body-1/cell#*,body-1/cell#9,other/cell#1", out _)!;
        var counter = new FailureCounter(plan);
        Explore(plan, Count, (m, _) => fails = Allocate(m) + Allocate(m) > 0);
        Assert.InRange(failed, 1, Executions - 1);
        Assert.Equal(failed, counter.Executions);
        Assert.Equal(plan.Rules.Skip(1).Select(rule => $"{rule}"), counter.Unseen);

        void Count(ExecutionResult result)
        {
            failed += fails ? 1 : 0;
            counter.Take(result);
        }
    }

    [Fact]
    public void A_rule_is_obeyed_by_its_own_request_only()
    {
        var plan = FailurePlan.Parse("body-1/cell#2,body-1/cell#4", out _)!;
        var counter = new FailureCounter(plan);
        Explore(plan, counter.Take, (m, _) =>
        {
            Assert.Equal(0, Allocate(m));
            Assert.Equal(1, Allocate(m));
        });
        Assert.Equal(Executions, counter.Executions);
        Assert.Equal([$"{plan.Rules[1]}"], counter.Unseen);
    }

    private static int Allocate(TracedMachine machine) => machine.Allocate(BodyScenario.Cells) == 0 ? 1 : 0;

    private static void Explore(
        FailurePlan plan, Action<ExecutionResult> count, Action<TracedMachine, ulong[]> body)
    {
        var options = new ExecutionOptions
        {
            Scenario = new BodyScenario(1, body, (m, c) => m.Store(c[0], 1, MemoryOrder.Once)),
            Failures = plan,
            LibraryOracles = () => [],
        };
        using var explorer = EngineCatalogue.Baton.Explorer(options, "random");
        int left = Executions;
        explorer.Explore(1, result =>
        {
            Assert.Null(result.Violation);
            count(result);
            return --left > 0;
        });
    }
}
