using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>Visits the mm that fork put on the scanners' list.</summary>
/// <param name="label">What people call it.</param>
internal sealed class ScanActor(string label) : Actor(label)
{
    /// <inheritdoc/>
    public override void Run<TMachine>(TMachine machine, ulong world) =>
        Scanner.Run(new World<TMachine>(machine, world));
}
