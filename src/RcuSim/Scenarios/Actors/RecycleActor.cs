using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>
/// Unmaps a range of the parent, then maps one in the other process: into the same memory, perhaps.
/// </summary>
/// <param name="label">What people call it.</param>
/// <param name="start">The first address unmapped.</param>
/// <param name="end">The address after the last.</param>
/// <param name="request">What the other process maps.</param>
internal sealed class RecycleActor(string label, ulong start, ulong end, MapRequest request) : Actor(label)
{
    /// <inheritdoc/>
    public override void Run<TMachine>(TMachine machine, ulong world)
    {
        var stage = new Stage<TMachine>(machine, world);
        if (Unmapping.Run(stage.Parent, start, end) == Errno.None)
        {
            Mapping.Run(stage.Other, request, out _);
        }
    }
}
