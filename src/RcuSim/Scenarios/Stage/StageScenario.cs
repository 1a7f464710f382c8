using RcuSim.Maple;

namespace RcuSim.Scenarios;

/// <summary>A scenario of processes with address spaces.</summary>
/// <param name="info">Its name and summary.</param>
/// <param name="parent">The parent's mappings.</param>
/// <param name="other">The mappings of a second process; null: there is none.</param>
/// <param name="actors">The threads.</param>
internal sealed class StageScenario(
    ScenarioInfo info, VmaLayout parent, VmaLayout? other, IReadOnlyList<Actor> actors) : Scenario
{
    /// <inheritdoc/>
    public override string Name => info.Name;

    /// <inheritdoc/>
    public override string Summary => info.Summary;

    /// <inheritdoc/>
    public override IReadOnlyList<Actor> Actors => actors;

    /// <inheritdoc/>
    public override ulong Setup<TMachine>(TMachine machine) => StageBuilder.Build(machine, parent, other);

    /// <inheritdoc/>
    public override void Teardown<TMachine>(TMachine machine, ulong world) =>
        StageBuilder.TearDown(machine, world);

    /// <inheritdoc/>
    public override void RunCallback<TMachine>(TMachine machine, int function, ulong retired, ulong argument)
    {
        if (!MapleCallback.Run(machine, function, retired, argument))
        {
            throw new InvalidOperationException($"RCU callback {function} is nobody's");
        }
    }
}
