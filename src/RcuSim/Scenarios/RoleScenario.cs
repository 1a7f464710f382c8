using RcuSim.Machine;

namespace RcuSim.Scenarios;

/// <summary>
/// A scenario whose actors are roles: names, and one body that is told which of them it plays.
/// </summary>
/// <remarks>
/// The body is a method, not a delegate, since it runs on the simulated machine and on the native one alike.
/// </remarks>
public abstract class RoleScenario : Scenario
{
    /// <summary>Creates a scenario.</summary>
    /// <param name="roles">The actors' names, in the order in which they are started; all different.</param>
    protected RoleScenario(params IReadOnlyList<string> roles) =>
        Actors = [.. roles.Select(role => new RoleActor(this, role))];

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Actor> Actors { get; }

    /// <summary>
    /// What an actor does: deterministic, and again and again from the start. It shares with others only
    /// through the machine, so it uses no fields but those that never change.
    /// </summary>
    /// <param name="role">Who acts: one of the names that the scenario was created with.</param>
    /// <param name="machine">The actor's machine.</param>
    /// <param name="world">The address that the setup returned.</param>
    protected abstract void Act<TMachine>(string role, TMachine machine, ulong world)
        where TMachine : struct, IMachine;

    private sealed class RoleActor(RoleScenario scenario, string role) : Actor(role)
    {
        public override void Run<TMachine>(TMachine machine, ulong world) =>
            scenario.Act(Label, machine, world);
    }
}
