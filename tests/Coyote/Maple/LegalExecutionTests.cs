using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Machine;
using RcuSim.Maple;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>
/// What the algorithm really does under a reader, strange as it looks: each of these executions happens, and
/// no rule may refuse it. They are why the rules about lookups and steps are no stricter
/// (docs/concurrency.md).
/// </summary>
public class LegalExecutionTests
{
    private const ulong New = 100;
    private const ulong Newer = 200;

    [Fact]
    public void A_lookup_may_be_overtaken_by_a_pivot_and_then_another_value()
    {
        // It has taken the pivots: 12 lies in the slot of 10-19. That becomes 15-19 and is filled again.
        int seen = Count(
            tree =>
            {
                Put(tree, 0, 14, New);
                Put(tree, 15, 19, Newer);
            },
            tree => tree.Load(12),
            (reads, writes) => reads[0].Value == Newer);
        Assert.True(seen > 0);
    }

    [Fact]
    public void An_old_leaf_is_read_until_it_is_marked_dead_though_lookups_see_the_new_one()
    {
        int seen = Count(
            tree => Put(tree, 10, 38, New),
            tree =>
            {
                var cursor = new MapleState<TracedMachine>(tree, 0, 0);
                cursor.Walk();
                tree.Load(10);
                cursor.Next(ulong.MaxValue);
            },
            (reads, writes) => reads[1].Value == New && reads[2].Value == 2);
        Assert.True(seen > 0);
    }

    [Fact]
    public void A_step_down_takes_its_upper_boundary_from_the_call_before()
    {
        // The pivot below 10 is read, moves to 6 and only then the call returns. The next one reports 0-9.
        int seen = Count(
            tree => Put(tree, 6, 19, New),
            tree => StepDown(tree, from: 25, times: 2),
            (reads, writes) => reads[2] is { Value: 1, Last: 9 }
                && writes[0].Began > reads[1].Began && writes[0].Ended < reads[1].Ended);
        Assert.True(seen > 0);
    }

    [Fact]
    public void A_step_down_may_find_what_lies_behind_its_boundary()
    {
        // 20-29 is where it stands. 10-24 takes the slot before, 0-21 then leaves it 22-24.
        int seen = Count(
            tree =>
            {
                Put(tree, 10, 24, New);
                Put(tree, 0, 21, Newer);
            },
            tree => StepDown(tree, from: 25, times: 1),
            (reads, writes) => reads[1] is { Value: New, First: 22, Last: 19 });
        Assert.True(seen > 0);
    }

    [Fact]
    public void A_step_up_may_pass_over_what_got_there_before_the_call_before_returned()
    {
        // The call before has read 10-19. Its slot becomes 10-24, then 22-24: behind the cursor.
        int seen = Count(
            tree =>
            {
                Put(tree, 10, 24, New);
                Put(tree, 0, 21, Newer);
            },
            tree =>
            {
                var cursor = new MapleState<TracedMachine>(tree, 5, 5);
                cursor.Walk();
                cursor.Next(ulong.MaxValue);
                cursor.Next(ulong.MaxValue);
            },
            (reads, writes) => reads[1].Last == 19 && reads[2].First == 25
                && writes[1].Ended < reads[1].Ended);
        Assert.True(seen > 0);
    }

    [Fact]
    public void A_cursor_waits_until_the_leaf_it_stands_on_has_its_new_parent()
    {
        var waits = new WaitWatch();
        Assert.Null(InterruptionTests.Run(RaceCase.Named("a full root is divided"), waits).Violation);
        Assert.True(waits.Seen > 0);
    }

    private static void Put(MapleTree<TracedMachine> tree, ulong first, ulong last, ulong number) =>
        tree.StoreRange(first, last, MapleEntry.FromInteger(number));

    private static void StepDown(MapleTree<TracedMachine> tree, ulong from, int times)
    {
        var cursor = new MapleState<TracedMachine>(tree, from, from);
        cursor.Walk();
        for (int i = 0; i < times; i++)
            cursor.Previous(0);
    }

    private static int Count(
        Action<MapleTree<TracedMachine>> write,
        Action<MapleTree<TracedMachine>> read,
        Func<IReadOnlyList<ReportedCall>, IReadOnlyList<ReportedCall>, bool> isSo)
    {
        var watch = new CallWatch(isSo);
        using var campaign = new Campaign(new()
        {
            Scenario = DuelScenario.WithReader(write, read),
            Engine = EngineCatalogue.Baton,
            Schedules = 3000,
            Oracles = () => [watch],
        });
        var result = campaign.Run();
        string text = result.Finding is { } finding ? ViolationText.Of(finding.Violation) : "";
        Assert.True(result.Verdict == Verdict.Pass, text);
        return watch.Seen;
    }
}
