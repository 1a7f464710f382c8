using RcuSim.Explaining;
using RcuSim.Xunit;
using Xunit;
using Xunit.Abstractions;

namespace RcuTests;

public class PairTests(ITestOutputHelper output) : ScenarioTests(output)
{
    [Fact]
    public void The_pair_breaks_no_rule() => Passes(new PairScenario());

    [Fact]
    public void A_version_that_is_freed_under_its_reader_is_caught() =>
        Catches(new PairScenario(freesAtOnce: true), ViolationKind.UseAfterFree);

    [Fact]
    public void The_pair_runs_on_real_threads() => RunsNatively(new PairScenario());
}
