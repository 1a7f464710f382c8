using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Faults;
using RcuSim.History;
using RcuSim.Oracles;
using RcuSim.Replays;
using RcuSim.Tests.Shared;

namespace RcuSim.Tests.Coyote;

/// <summary>A finding is a value: it says the same whatever its explorer does next.</summary>
public class FindingTests
{
    private static readonly ExecutionOptions options = new()
    {
        Scenario = new PointerScenario(),
        Bugs = [BugSwitch.ImmediateFree],
    };

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void It_stays_as_it_is_while_other_executions_run(string engine)
    {
        Finding? finding = null;
        string before = "";
        int left = 500;
        using (var explorer = EngineCatalogue.Find(engine)!.Explorer(options))
        {
            explorer.Explore(1, result =>
            {
                if (finding is null && result.Violation is not null)
                {
                    finding = Finding.Of(result, 1);
                    before = Text(finding);
                    left = 100;
                }

                return --left > 0;
            });
        }

        Assert.NotNull(finding);
        Assert.Equal(before, Text(finding));
        var again = finding.Replay(EngineCatalogue.Baton, options, out string difference);
        Assert.Equal("", difference);
        Assert.Equal(Text(finding), Text(again!));
    }

    [Fact]
    public void A_file_of_an_earlier_build_names_a_fork_variant_of_a_scenario_that_has_none()
    {
        var catalogue = Catalogue.Of(options.Scenario);
        var subject = new SubjectRequest().Build(catalogue).Subject!;
        using var campaign = new Campaign(new()
        {
            Scenario = options.Scenario,
            Oracles = () => [new RefusesAll()],
        });
        var file = FindingFile.Of(campaign.Run().Finding!, subject, new("baton", "pct", 1, 1));
        Assert.Empty(file.Subject.Parameters);
        catalogue = new(catalogue.Scenarios, catalogue.Create)
        {
            Regimes = [],
            Oracles = () => [new RefusesAll()],
        };
        Assert.Equal("", FindingFile.Replay(file, EngineCatalogue.Baton, catalogue).Problem);
        Assert.Equal("", FindingFile.Replay(Naming("v3"), EngineCatalogue.Baton, catalogue).Problem);
        Assert.NotEqual("", FindingFile.Replay(Naming("v68"), EngineCatalogue.Baton, catalogue).Problem);

        ReplayFile Naming(string regime) => new(
            file.Tool,
            new(file.Subject.Scenario)
            {
                Parameters = new Dictionary<string, string> { ["regime"] = regime },
            },
            file.Found,
            file.Execution);
    }

    [Fact]
    public void Another_program_is_no_replay_and_the_first_difference_is_named()
    {
        using var campaign = new Campaign(new()
        {
            Scenario = options.Scenario,
            Bugs = options.Bugs,
            Oracles = options.Oracles,
        });
        var record = campaign.Run().Finding!.Record;
        var replay = new FindingReplay(record);
        Assert.Null(replay.Run(
            EngineCatalogue.Coyote, new ExecutionOptions(options) { Bugs = [] }, out string difference));
        Assert.StartsWith("step ", difference);
    }

    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void A_witness_keeps_the_conflicts_that_give_its_steps_their_meaning(string engine)
    {
        var witnesses = new List<Witness>();
        var clean = new ExecutionOptions(options) { Bugs = [] };
        using var explorer = EngineCatalogue.Find(engine)!.Explorer(clean, "random");
        explorer.Explore(1, result =>
        {
            witnesses.Add(result.Witness);
            return witnesses.Count < 20;
        });
        Assert.Equal(0, ((Schedule)witnesses[0]).Conflicts.Count);
        Assert.All(witnesses, witness => Assert.True(explorer.Replay(witness).Fits));
    }

    [Fact]
    public void Other_witnesses_are_refused()
    {
        foreach (var engine in EngineCatalogue.All)
        {
            using var explorer = engine.Explorer(options);
            Assert.Throws<ArgumentException>(() => explorer.Replay(new Graph()));
        }
    }

    [Fact]
    public void An_unknown_strategy_is_refused_with_all_that_are_known()
    {
        var error = Assert.Throws<ArgumentException>(
            () => EngineCatalogue.Baton.Explorer(options, "luck"));
        Assert.Contains("no strategy 'luck'; expected one of portfolio, random, pos, pct", error.Message);
    }

    [Fact]
    public void A_survey_keeps_the_first_of_each_outcome()
    {
        int number = 0, first = 0;
        var survey = Survey.Run(
            new() { Scenario = options.Scenario, Bugs = options.Bugs, Schedules = 400, Strategy = "random" },
            result =>
            {
                number++;
                first = first == 0 && result.Violation is not null ? number : first;
                return result.Violation?.Kind.ToString() ?? "fine";
            });
        Assert.Equal(400, survey.Outcomes.Sum(outcome => outcome.Count));
        Assert.Equal(400, survey.Coverage.Schedules);
        Assert.Null(survey.Find("fine")!.First);
        var used = survey.Find(nameof(ViolationKind.UseAfterFree))!;
        Assert.True(used.Count > 1);
        Assert.Equal(first, used.First!.Number);
        Assert.NotNull(used.First!.Replay(
            EngineCatalogue.Coyote, options, out _));
    }

    private static string Text(Finding finding) => string.Join('\n',
    [
        finding.Violation.Message,
        .. finding.Violation.Explanation,
        finding.Timeline,
        .. finding.Record.Events,
        .. finding.Record.Conflicts,
        string.Join(' ', finding.Record.Schedule),
        .. finding.Log.Select(item => $"{item.Thread}:{item.Index} {item.Operation} {item.Result}"),
    ]);

    private sealed record Graph : Witness;

    /// <summary>Finds fault with every execution.</summary>
    private sealed class RefusesAll : IOracle
    {
        public ulong Kinds => 0;

        public Violation? Take(in Step step, ExecutionHistory history) => null;

        public Violation? AtEnd(ExecutionHistory history) =>
            new(ViolationKind.BrokenInvariant, "planted", [], history.Log.Count - 1);
    }
}
