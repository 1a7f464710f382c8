using RcuSim.Checking;
using RcuSim.Machine;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>
/// Counts the executions in which the write became visible while a reader was inside a read section: those in
/// which the replacement was raced at all.
/// </summary>
internal sealed class RaceWitness : IOracle
{
    private int inside;
    private bool raced;

    public ulong Kinds => EventMask.Of(OperationKind.RcuEnter, OperationKind.RcuLeave, OperationKind.Store);

    /// <summary>In how many executions the write was raced.</summary>
    public int Raced { get; private set; }

    public void Apply(in Event item, int position, SystemState state)
    {
        switch (item.Operation.Kind)
        {
            case OperationKind.RcuEnter:
                inside++;
                break;
            case OperationKind.RcuLeave:
                inside--;
                break;
            default:
                bool published = item.Operation.Order == MemoryOrder.Publish && inside > 0 && !raced;
                raced |= published;
                Raced += published ? 1 : 0;
                break;
        }
    }

    public void Restore()
    {
        inside = 0;
        raced = false;
    }
}
