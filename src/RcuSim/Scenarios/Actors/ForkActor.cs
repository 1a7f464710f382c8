using RcuSim.Mm;

namespace RcuSim.Scenarios;

/// <summary>Forks.</summary>
/// <param name="label">What people call it.</param>
internal sealed class ForkActor(string label) : ProcessActor(label, Process.Parent)
{
    /// <inheritdoc/>
    protected override void Run<TMachine>(MmStruct<TMachine> mm) => Fork.Run(mm.Machine, mm);
}
