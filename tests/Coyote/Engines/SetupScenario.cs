using RcuSim.Machine;
using RcuSim.Scenarios;

namespace RcuSim.Tests.Coyote;

/// <summary>A scenario of which only setup matters.</summary>
internal sealed class SetupScenario(Action<TracedMachine> setup) : Scenario
{
    public override string Name => "setup";

    public override string Summary => "a setup given by a test";

    public override IReadOnlyList<Actor> Actors { get; } = [new Idle("idle")];

    public override ulong Setup<TMachine>(TMachine machine)
    {
        setup((TracedMachine)(object)machine);
        return 0;
    }

    public override void Teardown<TMachine>(TMachine machine, ulong world)
    {
    }

    public override void RunCallback<TMachine>(TMachine machine, int function, ulong first, ulong second)
    {
    }

    private sealed class Idle(string label) : Actor(label)
    {
        public override void Run<TMachine>(TMachine machine, ulong world)
        {
        }
    }
}
