using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Faults;
using RcuSim.History;
using RcuSim.Machine;

namespace RcuSim.Tests.PublicApi;

/// <summary>A structure, rules and a scenario of one's own.</summary>
public class CellTests
{
    private const long Schedules = 2000;

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void The_correct_cell_passes(string engine)
    {
        Engine known = EngineCatalogue.Find(engine)!;
        EngineStrategy strategy = known.Strategies[0];
        using var campaign = new Campaign(Options(CellBug.None, known, strategy.Name));
        CampaignResult result = campaign.Run();
        Coverage coverage = result.Coverage;
        Assert.Equal(Verdict.Pass, result.Verdict);
        Assert.Null(result.Gap);
        Assert.Equal(Schedules, coverage.Schedules);
        Assert.True(coverage.Behaviours > 1);
        Assert.Contains("user_cell.current", result.Conflicts);
    }

    [Theory]
    [InlineData(CellBug.FreesAtOnce, "UseAfterFree")]
    [InlineData(CellBug.SkipsTheLock, "CellUnlocked")]
    [InlineData(CellBug.LeavesEarly, "CellSeenOutside")]
    [InlineData(CellBug.CountsDown, "CellBackwards")]
    public void Each_planted_bug_is_caught_and_found_again(CellBug bug, string kind)
    {
        CampaignOptions options = Options(bug, EngineCatalogue.Baton);
        using var campaign = new Campaign(options);
        Finding? found = campaign.Run().Finding;
        Assert.NotNull(found);
        Violation violation = found.Violation;
        Assert.Equal(kind, violation.Kind.Name);
        Assert.Contains("1. ", $"{violation}");
        ExecutionOptions again = options;
        Assert.NotNull(found.Replay(EngineCatalogue.Coyote, again, out string difference));
        Assert.Equal("", difference);
        Assert.Null(found.Replay(
            EngineCatalogue.Baton, Options(CellBug.None, EngineCatalogue.Baton), out difference));
        Assert.NotEqual("", difference);
    }

    [Fact]
    public void A_failure_that_never_happened_is_a_gap()
    {
        FailurePlan plan = FailurePlan.Parse($"write-1/{CellWords.Refused.Name}#9", out string error)!;
        Assert.Equal("", error);
        using var campaign = new Campaign(
            new() { Scenario = new CellScenario(), Failures = plan, Schedules = 100 });
        CampaignResult result = campaign.Run();
        Assert.Equal(Verdict.Inconclusive, result.Verdict);
        Gap? gap = result.Gap;
        Assert.Equal(GapKind.FailureNeverHappened, gap?.Kind);
        Assert.Equal([$"{plan}"], gap!.Failures);
    }

    [Fact]
    public void A_survey_counts_what_a_history_says()
    {
        SurveyResult survey = Survey.Run(Options(CellBug.None, EngineCatalogue.Baton), Describe);
        Outcome? fresh = survey.Find("sees 3 at the end");
        Assert.NotNull(fresh);
        Assert.Null(fresh.First);
        Assert.True(survey.Outcomes.Count > 1);
        Assert.Equal(Schedules, survey.Outcomes.Sum(outcome => outcome.Count));
    }

    [Fact]
    public void What_a_rule_remembers_goes_back_to_marks()
    {
        var table = new ReversibleTable<int>();
        IReversible state = table;
        table.Set(1, 5);
        state.Mark();
        table.Set(1, 6);
        state.BackTo(0);
        Assert.True(table.TryGet(1, out int item));
        Assert.Equal(5, item);
    }

    /// <summary>What the reader saw last; the cell and its versions are all freed at the end.</summary>
    private static string Describe(ExecutionResult result)
    {
        ExecutionHistory history = result.History;
        EventLog log = history.Log;
        ulong seen = 0;
        for (int i = history.Start; i < log.Count; i++)
        {
            ref readonly Event item = ref log[i];
            seen = item.Operation.Site == CellWords.Saw.Number ? item.Operation.Value : seen;
            if (item.Operation.Kind == OperationKind.Free)
            {
                Assert.Equal(ObjectState.Freed, history.StateOf(item.Operation.Address));
            }
        }

        Assert.Contains("sees ", result.Timeline(rows: 40));
        Assert.Equal(ObjectState.Never, history.StateOf(8));
        Assert.Throws<ArgumentException>(() => history.WordAt(8));
        return $"sees {seen} at the end";
    }

    private static CampaignOptions Options(CellBug bug, Engine engine, string? strategy = null) => new()
    {
        Scenario = new CellScenario(bug),
        Engine = engine,
        Strategy = strategy,
        Schedules = Schedules,
    };
}
