using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Mm;
using RcuSim.Oracles;

namespace RcuSim.Samples.FirstCheck;

/// <summary>
/// Counts how each page fault got its VMA. It judges nothing, but folds over the same events as the rules do.
/// </summary>
/// <param name="table">Where it counts.</param>
internal sealed class FaultOutcomes(OutcomeTable table) : IOracle
{
    public const string NoFork = "own lock, no fork";
    public const string BesideFork = "own lock, beside fork";
    public const string Waited = "mmap lock";
    public const string Failed = "failed";

    private bool forking;
    private string path = NoFork;

    public ulong Kinds { get; } =
        EventMask.Of(OperationKind.Observe, OperationKind.Lock, OperationKind.Unlock);

    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        if (item.Thread.Label == "fork" && item.Operation.Kind != OperationKind.Observe)
        {
            bool whole = (LockMode)item.Operation.Detail == LockMode.Write;
            forking = whole ? item.Operation.Kind == OperationKind.Lock : forking;
        }
        else if (item.Operation.Site == MmSites.Fault.Number)
        {
            path = forking ? BesideFork : NoFork;
        }
        else if (item.Operation.Site == MmSites.FindVma.Number)
        {
            path = Waited;
        }
        else if (item.Operation.Site == MmSites.FaultResult.Number && item.Thread != ThreadName.Setup)
        {
            table.Count(item.Operation.Value == (ulong)Errno.None ? path : Failed);
        }

        return null;
    }

    public void BackTo(int mark) => forking = false;
}
