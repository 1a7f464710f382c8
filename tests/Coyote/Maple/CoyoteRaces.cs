using RcuSim.Exploration;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>The races on Coyote.</summary>
public sealed class CoyoteRaces : RaceResults
{
    private protected override Engine Engine => EngineCatalogue.Coyote;

    private protected override int Schedules => 48;
}
