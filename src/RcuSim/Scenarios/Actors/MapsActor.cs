using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>Lists the mappings of a process.</summary>
/// <param name="label">What people call it.</param>
/// <param name="process">The process.</param>
/// <param name="bufferLines">How many mappings it reads under one hold of the lock.</param>
internal sealed class MapsActor(string label, Process process, int bufferLines) : ProcessActor(label, process)
{
    /// <inheritdoc/>
    protected override void Run<TMachine>(MmStruct<TMachine> mm) => MapsReader.Run(mm, bufferLines);
}
