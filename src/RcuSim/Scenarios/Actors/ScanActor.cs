using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>Waits until fork has put an mm on the scanners' list, then visits it.</summary>
/// <param name="label">What people call it.</param>
internal sealed class ScanActor(string label) : Actor(label)
{
    /// <inheritdoc/>
    public override void Run<TMachine>(TMachine machine, ulong world)
    {
        var globals = new Stage<TMachine>(machine, world).Globals;
        globals.AwaitListing();
        Scanner.Run(globals);
    }
}
