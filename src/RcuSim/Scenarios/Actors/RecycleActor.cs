using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>
/// Unmaps a range of the parent, then maps one in a process: into the same memory, perhaps.
/// </summary>
/// <param name="label">What people call it.</param>
/// <param name="start">The first address unmapped.</param>
/// <param name="end">The address after the last.</param>
/// <param name="process">The process that maps: the parent or the other.</param>
/// <param name="request">What it maps.</param>
internal sealed class RecycleActor(string label, ulong start, ulong end, Process process, MapRequest request)
    : Actor(label)
{
    /// <inheritdoc/>
    public override void Run<TMachine>(TMachine machine, ulong world)
    {
        var stage = new Stage<TMachine>(machine, world);
        if (Unmapping.Run(stage.Parent, start, end) == Errno.None)
        {
            Mapping.Run(process == Process.Parent ? stage.Parent : stage.Other, request, out _);
        }
    }
}
