using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>Unmaps one range.</summary>
/// <param name="label">What people call it.</param>
/// <param name="process">The process it is a thread of.</param>
/// <param name="start">The first address.</param>
/// <param name="end">The address after the last.</param>
internal sealed class UnmapActor(string label, Process process, ulong start, ulong end)
    : ProcessActor(label, process)
{
    /// <inheritdoc/>
    protected override void Run<TMachine>(MmStruct<TMachine> mm) => Unmapping.Run(mm, start, end);
}
