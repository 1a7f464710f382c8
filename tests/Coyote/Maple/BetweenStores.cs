using RcuSim.Explaining;
using RcuSim.History;
using RcuSim.Machine;
using RcuSim.Maple;
using RcuSim.Oracles;

namespace RcuSim.Tests.Coyote.Maple;

/// <summary>
/// Counts the lookups that lie wholly between the two stores by which a writer moves a pivot in place.
/// </summary>
internal sealed class BetweenStores : IOracle
{
    private int stores;
    private int atBegin;

    public ulong Kinds => EventMask.Of(OperationKind.Observe, OperationKind.Store);

    public int Seen { get; private set; }

    public Violation? Take(in Step step, ExecutionHistory history)
    {
        ref readonly var item = ref step.Event;
        int site = item.Operation.Site;
        if (item.Operation.Kind == OperationKind.Store)
            stores += item.Thread.Label == "writer" ? 1 : 0;
        else if (site == MapleSpans.WriteValue.Number)
            stores = 0;
        else if (site == MapleSpans.ReadTree.Number)
            atBegin = stores;
        else if (site == MapleSpans.ReadValue.Number)
            Seen += stores == 1 && atBegin == 1 ? 1 : 0;

        return null;
    }

    public void BackTo(int mark) => stores = atBegin = 0;
}
