using RcuSim.Explaining;
using RcuSim.Exploration;

namespace RcuSim.Tests.Coyote;

/// <summary>Each rule of the verdict, alone and against the next one.</summary>
public class JudgementTests
{
    private const string First = "fork/vma#1";
    private const string Second = "fork/vma#2";

    private static CampaignResult Good => Result();

    [Fact]
    public void Nothing_found_and_nothing_missing_is_a_pass() => Judge(Verdict.Pass, null, Good, Good);

    [Fact]
    public void What_was_found_is_a_violation_whatever_else_is_missing()
    {
        var bad = Result(finding: Found(), cancelled: true, boundReached: 3, conflicts: []);
        Judge(Verdict.Violation, null, bad);
        Judge(Verdict.Violation, null, Result(cancelled: true), bad);
    }

    [Fact]
    public void An_interrupted_run_is_inconclusive() => Judge(
        Verdict.Inconclusive,
        new(GapKind.Interrupted),
        Good,
        Result(cancelled: true, boundReached: 1));

    [Fact]
    public void Executions_cut_off_are_inconclusive()
    {
        var gap = Judge(
            Verdict.Inconclusive,
            new(GapKind.BoundReached),
            Result(boundReached: 1),
            Result(boundReached: 2, conflicts: []));
        Assert.Equal(3, gap!.CutOff);
    }

    [Fact]
    public void A_campaign_in_which_nothing_raced_is_inconclusive() => Judge(
        Verdict.Inconclusive,
        new(GapKind.NothingRaced),
        Good,
        Result(conflicts: [], failuresUnseen: [First]));

    [Fact]
    public void A_failure_that_no_campaign_saw_is_inconclusive()
    {
        var gap = Judge(
            Verdict.Inconclusive,
            new(GapKind.FailureNeverHappened),
            Result(failuresUnseen: [First, Second], bugActed: Idle("A1")),
            Result(failuresUnseen: [Second], bugActed: Idle("A1")));
        Assert.Equal([Second], gap!.Failures);
        Judge(Verdict.Pass, null, Result(failuresUnseen: [First]), Good);
    }

    [Fact]
    public void A_bug_that_acted_in_no_campaign_is_inconclusive()
    {
        var gap = Judge(
            Verdict.Inconclusive,
            new(GapKind.BugNeverActed),
            Result(bugActed: Idle("A1", "mine")),
            Result(bugActed: Idle("mine")));
        Assert.Equal(["mine"], gap!.Bugs);
        Judge(Verdict.Pass, null, Result(bugActed: Idle("A1")), Good);
    }

    [Fact]
    public void A_campaign_alone_is_judged_by_the_same_rules()
    {
        var idle = Result(bugActed: Idle("A1"));
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

    private static CampaignResult Result(
        Finding? finding = null,
        bool cancelled = false,
        long boundReached = 0,
        string[]? conflicts = null,
        string[]? failuresUnseen = null,
        Dictionary<string, long>? bugActed = null) => new(EngineCatalogue.Baton, "random", new())
        {
            Finding = finding,
            Cancelled = cancelled,
            BoundReached = boundReached,
            Conflicts = conflicts ?? ["item.value"],
            FailuresUnseen = failuresUnseen ?? [],
            BugActed = bugActed ?? Idle(),
            FailureInjected = 1,
        };

    private static Dictionary<string, long> Idle(params string[] bugs) =>
        new[] { "A1", "mine" }.ToDictionary(bug => bug, bug => bugs.Contains(bug) ? 0L : 1);

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
