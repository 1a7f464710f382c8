using RcuSim.Machine;
using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>Maps the first of the files over a range, and then memory over that.</summary>
/// <param name="label">What people call it.</param>
/// <param name="process">The process it is a thread of.</param>
/// <param name="memory">The memory; the file is mapped at the same place, for reading.</param>
internal sealed class MapOverActor(string label, Process process, MapRequest memory)
    : ProcessActor(label, process)
{
    /// <inheritdoc/>
    protected override void Run<TMachine>(MmStruct<TMachine> mm)
    {
        var file = memory with { Flags = VmFlags.Read, File = mm.Globals.Files.Address, Replaces = true };
        if (Mapping.Run(mm, file, out _) == Errno.None)
        {
            Mapping.Run(mm, memory with { Replaces = true }, out _);
        }
    }
}
