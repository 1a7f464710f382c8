using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>Lets a range be read alone, and then be used as before.</summary>
/// <param name="label">What people call it.</param>
/// <param name="process">The process it is a thread of.</param>
/// <param name="start">The first address.</param>
/// <param name="end">The address after the last.</param>
/// <param name="flags">The flags that it had.</param>
internal sealed class ProtectActor(string label, Process process, ulong start, ulong end, VmFlags flags)
    : ProcessActor(label, process)
{
    /// <inheritdoc/>
    protected override void Run<TMachine>(MmStruct<TMachine> mm)
    {
        FlagChange.Run(mm, start, end, VmFlags.Read);
        FlagChange.Run(mm, start, end, flags);
    }
}
