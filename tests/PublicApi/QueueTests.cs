using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Samples.Queue;
using RcuSim.Xunit;
using Xunit.Abstractions;

namespace RcuSim.Tests.PublicApi;

/// <summary>A queue without locks, judged by what its operations answer.</summary>
public class QueueTests(ITestOutputHelper output) : ScenarioTests(output)
{
    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void The_correct_queue_passes(string engine) => Passes(new QueueScenario(), On(engine));

    [Fact]
    public void The_correct_queue_runs_on_real_threads() => RunsNatively(new QueueScenario());

    [Theory]
    [InlineData("baton", "LosesUpdate")]
    [InlineData("baton", "AnswersStale")]
    [InlineData("coyote", "LosesUpdate")]
    [InlineData("coyote", "AnswersStale")]
    public void Each_planted_bug_is_caught(string engine, string bug)
    {
        var scenario = new QueueScenario(Enum.Parse<QueueBug>(bug));
        var found = Catches(scenario, ViolationKind.NotLinearizable, On(engine));
        Assert.Contains("it should answer", found.Violation.Explanation[^1]);
    }

    private static CheckOptions On(string engine) =>
        new() { Engines = [EngineCatalogue.Find(engine)!], Schedules = 2000 };
}
