using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>The parent forks.</summary>
/// <param name="label">What people call it.</param>
/// <param name="regime">How fork copies and cleans up.</param>
internal sealed class ForkActor(string label, ForkRegime regime) : Actor(label)
{
    /// <inheritdoc/>
    public override void Run<TMachine>(TMachine machine, ulong world)
    {
        var stage = new Stage<TMachine>(machine, world);
        if (Fork.Run(stage.Parent, regime, out var child) == Errno.None)
        {
            stage.SetChild(child);
        }
        else
        {
            // It may have failed before there was anything to find.
            stage.Globals.ReleaseScanners();
        }

        stage.EndFork();
    }
}
