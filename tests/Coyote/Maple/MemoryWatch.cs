using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Oracles;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>
/// Counts the executions in which a thread had no memory for a node, and another gave a lock back before the
/// first tried its write again.
/// </summary>
internal sealed class MemoryWatch : IOracle
{
    private ThreadName? poor;
    private bool others;
    private bool seen;

    public ulong Kinds => EventMask.Of(OperationKind.Allocate, OperationKind.Unlock, OperationKind.Retry);

    public int Seen { get; private set; }

    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        switch (item.Operation.Kind)
        {
            case OperationKind.Allocate when item.Result == 0:
                poor = item.Thread;
                break;
            case OperationKind.Unlock when item.Thread != poor:
                others |= poor is not null;
                break;
            case OperationKind.Retry when item.Thread == poor:
                seen |= others;
                poor = null;
                break;
        }

        return null;
    }

    public Violation? AtEnd(ExecutionHistory history)
    {
        Seen += seen ? 1 : 0;
        return null;
    }

    public void BackTo(int mark) => (poor, others, seen) = (null, false, false);
}
