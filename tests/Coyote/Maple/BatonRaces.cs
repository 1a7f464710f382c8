using RcuSim.Exploration;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>The races on the baton engine.</summary>
public sealed class BatonRaces : RaceResults
{
    private protected override Engine Engine => EngineCatalogue.Baton;

    private protected override int Schedules => 240;
}
