using Xunit.Abstractions;

namespace RcuSim.Tests.Coyote.Maple;

public sealed class CoyoteRaceTests(CoyoteRaces results, ITestOutputHelper output)
    : StrategyRaceTests(results, output), IClassFixture<CoyoteRaces>;
