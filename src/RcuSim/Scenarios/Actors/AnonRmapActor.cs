using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>Visits all VMAs in which the anonymous page at an address may be mapped, some times.</summary>
/// <param name="label">What people call it.</param>
/// <param name="process">The process through which it comes by the page.</param>
/// <param name="address">The address.</param>
/// <param name="times">How often.</param>
internal sealed class AnonRmapActor(string label, Process process, ulong address, int times)
    : ProcessActor(label, process)
{
    /// <inheritdoc/>
    protected override void Run<TMachine>(MmStruct<TMachine> mm)
    {
        for (int i = 0; i < times; i++)
        {
            AnonRmapReader.Run(mm, address);
        }
    }
}
