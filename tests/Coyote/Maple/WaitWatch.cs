using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>Counts how often a cursor started over where only its writer could help.</summary>
internal sealed class WaitWatch : IOracle
{
    public ulong Kinds => EventMask.Of(OperationKind.Retry);

    public int Seen { get; private set; }

    public Violation? Take(in Step step, ExecutionHistory history)
    {
        Seen += step.Event.Operation.Address != 0 ? 1 : 0;
        return null;
    }
}
