using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Faults;

namespace RcuSim.Tests.Coyote;

/// <summary>Each rule of the verdict, alone and against the next one.</summary>
public class JudgementTests
{
    private static readonly FailureRule first = new("fork", "vma", 1);
    private static readonly FailureRule second = new("fork", "vma", 2);

    private static CampaignResult Good => new()
    {
        Engine = EngineCatalogue.Baton,
        Strategy = "random",
        Coverage = new(),
        Conflicts = ["item.value"],
        BugActed = Idle(),
        FailureInjected = 1,
    };

    [Fact]
    public void Nothing_found_and_nothing_missing_is_a_pass() => Judge(Verdict.Pass, null, Good, Good);

    [Fact]
    public void What_was_found_is_a_violation_whatever_else_is_missing()
    {
        var bad = Good with { Finding = Found(), Cancelled = true, BoundReached = 3, Conflicts = [] };
        Judge(Verdict.Violation, null, bad);
        Judge(Verdict.Violation, null, Good with { Cancelled = true }, bad);
    }

    [Fact]
    public void An_interrupted_run_is_inconclusive() => Judge(
        Verdict.Inconclusive,
        new(GapKind.Interrupted),
        Good,
        Good with { Cancelled = true, BoundReached = 1 });

    [Fact]
    public void Executions_cut_off_are_inconclusive()
    {
        var gap = Judge(
            Verdict.Inconclusive,
            new(GapKind.BoundReached),
            Good with { BoundReached = 1 },
            Good with { BoundReached = 2, Conflicts = [] });
        Assert.Equal(3, gap!.CutOff);
    }

    [Fact]
    public void A_campaign_in_which_nothing_raced_is_inconclusive() => Judge(
        Verdict.Inconclusive,
        new(GapKind.NothingRaced),
        Good,
        Good with { Conflicts = [], FailuresUnseen = [first] });

    [Fact]
    public void A_failure_that_no_campaign_saw_is_inconclusive()
    {
        var gap = Judge(
            Verdict.Inconclusive,
            new(GapKind.FailureNeverHappened),
            Good with { FailuresUnseen = [first, second], BugActed = Idle(BugSwitch.StackRot) },
            Good with { FailuresUnseen = [second], BugActed = Idle(BugSwitch.StackRot) });
        Assert.Equal([second], gap!.Failures);
        Judge(Verdict.Pass, null, Good with { FailuresUnseen = [first] }, Good);
    }

    [Fact]
    public void A_bug_that_acted_in_no_campaign_is_inconclusive()
    {
        var gap = Judge(
            Verdict.Inconclusive,
            new(GapKind.BugNeverActed),
            Good with { BugActed = Idle(BugSwitch.StackRot, BugSwitch.ImmediateFree) },
            Good with { BugActed = Idle(BugSwitch.ImmediateFree) });
        Assert.Equal([BugSwitch.ImmediateFree], gap!.Bugs);
        Judge(Verdict.Pass, null, Good with { BugActed = Idle(BugSwitch.StackRot) }, Good);
    }

    [Fact]
    public void A_campaign_alone_is_judged_by_the_same_rules()
    {
        var idle = Good with { BugActed = Idle(BugSwitch.StackRot) };
        Assert.Equal(Verdict.Inconclusive, idle.Verdict);
        Assert.Equal(GapKind.BugNeverActed, idle.Gap?.Kind);
    }

    private static Gap? Judge(Verdict verdict, Gap? gap, params CampaignResult[] campaigns)
    {
        var actual = Judgement.GapOf(campaigns);
        Assert.Equal(verdict, Judgement.Of(campaigns));
        Assert.Equal(gap?.Kind, actual?.Kind);
        return actual;
    }

    private static Dictionary<BugSwitch, long> Idle(params BugSwitch[] bugs) =>
        new[] { BugSwitch.StackRot, BugSwitch.ImmediateFree }.ToDictionary(
            bug => bug, bug => bugs.Contains(bug) ? 0L : 1);

    private static Finding Found() => new(
        new(ViolationKind.Leak, "planted", [], 0),
        new Schedule([], [], new()),
        1,
        [],
        new()
        {
            Conflicts = [],
            Schedule = [],
            Choices = [],
            Setup = "",
            Events = [],
            Kind = ViolationKind.Leak,
            Message = "planted",
            Timeline = "",
        },
        "");
}
