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
/// <param name="requests">What it maps: one of them, which is a free choice.</param>
internal sealed class RecycleActor(
    string label, ulong start, ulong end, Process process, params MapRequest[] requests) : Actor(label)
{
    private static readonly Site which = new("map-where", SiteKind.Choice);

    /// <inheritdoc/>
    public override void Run<TMachine>(TMachine machine, ulong world)
    {
        var stage = new Stage<TMachine>(machine, world);
        if (Unmapping.Run(stage.Parent, start, end) == Errno.None)
        {
            ulong chosen = requests.Length > 1 ? machine.Choose(which, (ulong)requests.Length) : 0;
            Mapping.Run(process == Process.Parent ? stage.Parent : stage.Other, requests[chosen], out _);
        }
    }
}
