using RcuSim.Exploration;
using RcuSim.Faults;
using RcuSim.Machine;
using RcuSim.Oracles;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Coyote;

/// <summary>
/// What is found in an execution does not depend on the order in which events are told that have nothing to
/// do with each other: no rule compares the places in the log of two threads' events.
/// </summary>
public class LinearOrderTests
{
    private const int Schedules = 12;
    private const int Orders = 3;

    [Theory]
    [MemberData(nameof(RefeedTests.Subjects), MemberType = typeof(RefeedTests))]
    public void Told_in_another_order_an_execution_is_judged_the_same(string scenario, string bug)
    {
        var info = ScenarioCatalogue.Find(scenario)!;
        var broken = bug.Length == 0 ? null : Gallery.Find(bug);
        Check(new()
        {
            Scenario = ScenarioCatalogue.Create(scenario, new()).Scenario!,
            Bugs = broken is null ? [] : [broken.Switch],
            Failures = info.FailurePlan.Length == 0 || broken is not null
                ? FailurePlan.None
                : FailurePlan.Parse(info.FailurePlan, out _)!,
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_barrier_orders_what_the_callbacks_did_that_it_waited_for(bool early)
    {
        var scenario = new BodyScenario(
            2,
            (m, c) =>
            {
                m.CallRcu(1, 0, c[early ? 1 : 0]);
                m.RcuBarrier();
                m.Load(c[1], MemoryOrder.Plain);
            },
            (m, c) => m.CallRcu(1, 0, c[early ? 0 : 1]))
        {
            Callback = (m, _, _, cell) => m.Store(cell, 1, MemoryOrder.Plain),
        };
        int found = Check(new() { Scenario = scenario, Strategy = "random" }, 100);
        Assert.InRange(found, early ? 0 : 1, early ? 0 : 99);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_start_and_an_end_order_what_lies_before_and_after(bool joins)
    {
        var scenario = new BodyScenario(
            2,
            (m, c) =>
            {
                m.Store(c[0], 1, MemoryOrder.Plain);
                m.Start("body-2");
                m.Store(c[1], 1, MemoryOrder.Plain);
                if (joins)
                    m.Join("body-2");
                m.Load(c[0], MemoryOrder.Plain);
            },
            (m, c) => m.Store(c[0], m.Load(c[0], MemoryOrder.Plain) + 1, MemoryOrder.Plain))
        {
            Late = ["body-2"],
        };
        int found = Check(new() { Scenario = scenario, Strategy = "random" }, 100);
        Assert.InRange(found, joins ? 0 : 100, joins ? 0 : 100);
    }

    /// <summary>Returns how many executions broke a rule.</summary>
    private static int Check(CampaignOptions options, int schedules = Schedules)
    {
        var random = new Random(1);
        int left = schedules, found = 0;
        using var explorer = EngineCatalogue.Baton.Explorer(options);
        explorer.Explore(1, result =>
        {
            var orders = new LinearOrders(result.History.Log.Events);
            bool isBroken = result.Violation is not null;
            found += isBroken ? 1 : 0;
            for (int i = 0; i < Orders; i++)
            {
                var jury = new Jury(new(), OracleSet.Default());
                foreach (var item in orders.Draw(random))
                    jury.Take(item);
                if (!result.BoundReached && jury.Violation is null && (!isBroken || IsWhole(result)))
                    jury.End();
                Assert.True(
                    isBroken == jury.Violation is not null,
                    $"{result.Violation?.Message ?? "nothing"} and {jury.Violation?.Message ?? "nothing"}");
            }

            return --left > 0;
        });
        return found;
    }

    /// <summary>True if every thread ended: what is wrong was found at the end.</summary>
    private static bool IsWhole(ExecutionResult result)
    {
        var log = result.History.Log;
        return log[log.Count - 1] is { Operation.Kind: OperationKind.End or OperationKind.CallbackEnd };
    }
}
