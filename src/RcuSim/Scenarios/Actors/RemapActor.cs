using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>Maps a range that is free, then unmaps it again.</summary>
/// <param name="label">What people call it.</param>
/// <param name="process">The process it is a thread of.</param>
/// <param name="request">What it maps.</param>
internal sealed class RemapActor(string label, Process process, MapRequest request)
    : ProcessActor(label, process)
{
    /// <inheritdoc/>
    protected override void Run<TMachine>(MmStruct<TMachine> mm)
    {
        if (Mapping.Run(mm, request, out ulong start) == Machine.Errno.None)
        {
            Unmapping.Run(mm, start, start + (request.Pages * Pages.Size));
        }
    }
}
