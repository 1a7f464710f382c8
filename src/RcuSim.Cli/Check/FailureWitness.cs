using RcuSim.Checking;
using RcuSim.Machine;

namespace RcuSim.Cli;

/// <summary>Counts the schedules in which an injected failure happened. It judges nothing.</summary>
internal sealed class FailureWitness : IOracle
{
    private bool happened;

    /// <summary>How many schedules had an injected failure.</summary>
    public long Schedules { get; private set; }

    public ulong Kinds { get; } = EventMask.Of(OperationKind.Allocate, OperationKind.Fail);

    public void Apply(in Event item, int position, SystemState state)
    {
        bool failed = item.Operation.Kind == OperationKind.Allocate ? item.Result == 0 : item.Result != 0;
        if (failed && !happened)
        {
            happened = true;
            Schedules++;
        }
    }

    public void Restore() => happened = false;
}
