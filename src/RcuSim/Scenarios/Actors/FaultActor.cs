using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>Touches addresses, one after another.</summary>
/// <param name="label">What people call it.</param>
/// <param name="process">The process it is a thread of.</param>
/// <param name="addresses">The addresses.</param>
internal sealed class FaultActor(string label, Process process, params ulong[] addresses)
    : ProcessActor(label, process)
{
    /// <inheritdoc/>
    protected override void Run<TMachine>(MmStruct<TMachine> mm)
    {
        foreach (ulong address in addresses)
        {
            PageFault.Run(mm, address);
        }
    }
}
