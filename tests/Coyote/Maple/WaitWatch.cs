using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>Counts how often a cursor was held because only its writer could help.</summary>
internal sealed class WaitWatch : IOracle
{
    public ulong Kinds => EventMask.Of(OperationKind.SpinEnd);

    public int Seen { get; private set; }

    public Violation? Take(in Step step, ExecutionHistory history)
    {
        Seen++;
        return null;
    }
}
