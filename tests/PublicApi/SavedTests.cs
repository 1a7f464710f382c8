using RcuSim.Exploration;
using RcuSim.Replays;
using RcuSim.Scenarios;

namespace RcuSim.Tests.PublicApi;

/// <summary>A scenario of one's own, asked for in words, checked, saved and read back.</summary>
public class SavedTests
{
    private static readonly ScenarioInfo bad = new("cell-FreesAtOnce", "frees under its readers");
    private static readonly ScenarioInfo good = new("cell-None", "waits for its readers");

    private static readonly Catalogue catalogue = new(
        [good, bad],
        Create)
    {
        FailureKinds = [new FailureKind(CellWords.Refused.Name, "a writer is refused")],
    };

    [Fact]
    public void A_finding_is_saved_and_replayed_from_its_file()
    {
        CheckResult result = Run(new() { Scenario = bad.Name });
        Assert.Equal(Verdict.Violation, result.Verdict);
        ReplayFile file = result.ToFile()!;
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}-{FindingFile.NameOf(file)}");
        try
        {
            Assert.True(file.Write(path, out _));
            ReplayFile? read = ReplayFile.Read(path, out string error);
            Assert.Equal("", error);
            ReplayResult replay = FindingFile.Replay(read!, EngineCatalogue.Coyote, catalogue);
            Assert.Equal("", replay.Problem);
            Assert.Equal(result.Finding!.Violation.Message, replay.Finding!.Violation.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void What_never_failed_is_a_gap_and_what_failed_is_none()
    {
        string all = $"write-1/{CellWords.Refused.Name}#1";
        Assert.Equal(Verdict.Pass, Run(new() { Scenario = good.Name, Failures = all }).Verdict);
        Gap? gap = Run(new() { Scenario = good.Name, Failures = all.Replace("#1", "#9") }).Gap;
        Assert.Equal(GapKind.FailureNeverHappened, gap?.Kind);
    }

    [Fact]
    public void What_is_not_known_is_refused_in_one_line()
    {
        SubjectCreation wrong = new SubjectRequest { Scenario = "cell" }.Build(catalogue);
        Assert.Null(wrong.Subject);
        Assert.Contains("unknown scenario 'cell'", wrong.Error);
        Assert.NotEmpty(NotModelled.All);
    }

    private static CheckResult Run(SubjectRequest request)
    {
        Subject subject = request.Build(catalogue).Subject!;
        var plan = new EnginePlan(EngineCatalogue.Baton, "random", Budget.OfSchedules(500));
        return Check.Run(new CheckRequest { Subject = subject, Plans = [plan] });
    }

    private static ScenarioCreation Create(string name, ScenarioOptions options) =>
        options.Layout is not null ? ScenarioCreation.Wrong("a cell has no layout")
        : ScenarioCreation.Of(new CellScenario(name == bad.Name ? CellBug.FreesAtOnce : CellBug.None));
}
