using RcuSim.Explaining;
using RcuSim.Exploration;
using RcuSim.Samples.Seqlock;
using RcuSim.Xunit;
using Xunit.Abstractions;

namespace RcuSim.Tests.PublicApi;

/// <summary>A loop that waits, right and with mistakes.</summary>
public class SeqlockTests(ITestOutputHelper output) : ScenarioTests(output)
{
    [Theory]
    [InlineData("baton")]
    [InlineData("coyote")]
    public void The_correct_seqlock_passes(string engine) => Passes(new SeqlockScenario(), On(engine));

    [Theory]
    [InlineData("baton", "TrustsFirstLook", "BrokenInvariant")]
    [InlineData("baton", "AnnouncesLate", "BrokenInvariant")]
    [InlineData("baton", "NeverEnds", "Livelock")]
    [InlineData("coyote", "TrustsFirstLook", "BrokenInvariant")]
    [InlineData("coyote", "AnnouncesLate", "BrokenInvariant")]
    [InlineData("coyote", "NeverEnds", "Livelock")]
    public void Each_mistake_is_caught(string engine, string mistake, string kind) =>
        Catches(new SeqlockScenario(Enum.Parse<Mistake>(mistake)), new ViolationKind(kind), On(engine));

    private static CheckOptions On(string engine) =>
        new() { Engines = [EngineCatalogue.Find(engine)!], Schedules = 1000 };
}
