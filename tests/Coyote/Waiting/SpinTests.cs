using RcuSim.Exploration;

namespace RcuSim.Tests.Coyote.Waiting;

/// <summary>Correct loops that wait are silent; each with one mistake is caught.</summary>
public class SpinTests
{
    private static readonly Dictionary<string, (Func<bool, BodyScenario> Make, string[] Kinds)> loops = new()
    {
        ["test-and-set"] = (SpinLoops.TestAndSet, ["Livelock"]),
        ["test-and-test-and-set"] = (SpinLoops.TestAndTestAndSet, ["DataRace"]),
        ["ticket"] = (SpinLoops.Ticket, ["Livelock"]),
        ["Peterson"] = (SpinLoops.Peterson, ["DataRace"]),
        ["MCS"] = (SpinLoops.Mcs, ["Livelock"]),
        ["seqlock"] = (SpinLoops.SequenceLock, ["BrokenInvariant"]),
        ["trylock"] = (SpinLoops.TryLocks, ["Livelock", "LockOrder"]),
        ["two words"] = (SpinLoops.TwoWords, ["Livelock"]),
        ["in a section"] = (SpinLoops.InSection, ["Deadlock"]),
        ["poll under a lock"] = (SpinLoops.PollUnderLock, ["Livelock"]),
    };

    public static TheoryData<string> Names => [.. loops.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_correct_loop_is_silent(string loop) => Passes(loops[loop].Make(false), "baton");

    [Theory]
    [MemberData(nameof(Names))]
    public void Coyote_holds_it_as_the_baton_does(string loop) => Passes(loops[loop].Make(false), "coyote");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mistake_is_caught(string loop) => IsCaught(loop, "baton");

    [Theory]
    [MemberData(nameof(Names))]
    public void Coyote_catches_the_mistake_too(string loop) => IsCaught(loop, "coyote");

    [Theory]
    [InlineData("baton", "portfolio")]
    [InlineData("coyote", "portfolio")]
    [InlineData("coyote", "pct")]
    [InlineData("coyote", "delay-bounding")]
    public void A_loop_that_polls_under_a_lock_starves_nobody(string engine, string strategy) =>
        Passes(SpinLoops.PollUnderLock(false), engine, strategy, 600);

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void A_loop_that_unlinks_a_node_a_turn_is_not_held(string engine) =>
        Passes(SpinLoops.Unlinking(), engine);

    [Fact]
    public void The_wait_graph_names_the_words_and_who_changed_them_last()
    {
        var finding = Run(SpinLoops.TwoWords(true), "baton", 100).Finding;
        Assert.NotNull(finding);
        string[] lines = finding.Violation.ToString()!.Split('\n');
        Assert.Equal("Livelock: No thread can run: body-1 spins.", lines[0]);
        Assert.Matches(
            @"body-1 spins on cell#0.word, which body-[23] changed last: body-[23]:\d store.release cell",
            lines[1]);
        Assert.EndsWith("spins until cell#0.word (1) or cell#1.word (0) changes", lines[2]);
    }

    private static void IsCaught(string loop, string engine)
    {
        var result = Run(loops[loop].Make(true), engine, 2000);
        Assert.NotNull(result.Finding);
        Assert.Contains(result.Finding.Violation.Kind.Name, loops[loop].Kinds);
    }

    private static void Passes(
        BodyScenario scenario, string engine, string? strategy = null, int schedules = 1000)
    {
        var result = Run(scenario, engine, engine == "baton" ? 3 * schedules : schedules, strategy);
        Assert.True(result.Finding is null, result.Finding?.Violation.ToString());
        Assert.Equal(Verdict.Pass, result.Verdict);
    }

    private static CampaignResult Run(
        BodyScenario scenario, string engine, int schedules, string? strategy = null)
    {
        using var campaign = new Campaign(new()
        {
            Scenario = scenario,
            Engine = EngineCatalogue.Find(engine)!,
            Strategy = strategy,
            Schedules = schedules,
        });
        return campaign.Run();
    }
}
