using RcuSim.Exploration;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>The races on Coyote.</summary>
public sealed class CoyoteRaces : RaceResults
{
    private protected override EngineKind Engine => EngineKind.Coyote;

    private protected override int Schedules => 48;
}
