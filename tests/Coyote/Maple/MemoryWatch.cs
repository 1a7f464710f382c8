using RcuSim.Checking;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>
/// Counts the executions in which a thread had no memory for a node, and another gave a lock back before the
/// first tried its write again.
/// </summary>
internal sealed class MemoryWatch : IOracle
{
    private SimulatedThread? poor;
    private bool others;
    private bool seen;

    public ulong Kinds => EventMask.Of(OperationKind.Allocate, OperationKind.Unlock, OperationKind.Retry);

    public int Seen { get; private set; }

    public void Apply(in Event item, int position, SystemState state)
    {
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
    }

    public void AtEnd(SystemState state) => Seen += seen ? 1 : 0;

    public void Restore() => (poor, others, seen) = (null, false, false);
}
