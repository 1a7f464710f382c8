using Xunit.Abstractions;

namespace RcuSim.Tests.Coyote.Maple;

public sealed class BatonRaceTests(BatonRaces results, ITestOutputHelper output)
    : StrategyRaceTests(results, output), IClassFixture<BatonRaces>;
